"""What all pages of the administration share: who may enter, and the audit log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils import timezone

from commitments.instruments import loading
from commitments.instruments.admin.fields_by_language import NamesField, WordingsField
from commitments.people.models.user import User
from commitments.people.rules.permissions import is_administrator

if TYPE_CHECKING:
    BaseModelAdmin = admin.ModelAdmin[models.Model]
    BaseInline = admin.TabularInline[models.Model, models.Model]
else:
    BaseModelAdmin = admin.ModelAdmin
    BaseInline = admin.TabularInline

# Fields that hold a name by language.
NAMES = {"names", "titles", "headlines", "acronyms", "mandates", "seat", "units"}
# Fields that hold a list of texts by language.
WORDINGS = {"evidence_expected"}


class AdministratorsOnly:
    """Administrators read everything here; `allows` says what else they may do on a page."""

    # Of "add", "change" and "delete".
    allows: tuple[str, ...] = ()

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_administrator(request.user)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return is_administrator(request.user)

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return "add" in self.allows and is_administrator(request.user)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return "change" in self.allows and is_administrator(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return "delete" in self.allows and is_administrator(request.user)


class AdminPage(AdministratorsOnly, BaseModelAdmin):
    """A page whose changes all go into the audit log, and are left alone by the loader."""

    def formfield_for_dbfield(
        self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        if db_field.name in NAMES | WORDINGS:
            kind = NamesField if db_field.name in NAMES else WordingsField
            return kind(
                label=str(db_field.verbose_name).capitalize(),
                help_text=db_field.help_text,
                required=not db_field.blank,
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if form.changed_data or not change:
            _note(request, obj, form, whole=not change)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        _note(request, obj, whole=True)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        for obj in queryset:
            _note(request, obj, whole=True)
        super().delete_queryset(request, queryset)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        changed = {obj for obj, _fields in formset.changed_objects}
        for inline in formset.forms:
            if inline.instance in changed:
                _note(request, inline.instance, inline)
        for obj in (*formset.new_objects, *formset.deleted_objects):
            _note(request, obj, whole=True)


class Inline(AdministratorsOnly, BaseInline):
    extra = 0


def _note(request: HttpRequest, obj: models.Model, form: Any = None, whole: bool = False) -> None:
    """Log what was changed. The fields of a password are left out."""
    if not isinstance(request.user, User):
        raise TypeError("Only a person reaches the administration.")
    changes = {
        name: [_plain(form.initial.get(name)), _plain(form.cleaned_data.get(name))]
        for name in (form.changed_data if form is not None else ())
        if "password" not in name
    }
    loading.note(row=obj, changes=changes, by=request.user, at=timezone.now(), whole=whole)


def _plain(value: Any) -> Any:
    """Return the value as JSON can hold it."""
    if value is None or isinstance(value, str | int | float | dict | list):
        return value
    return str(value)
