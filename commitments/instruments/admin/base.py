"""What all pages of the administration share: who may enter, and the audit log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils import timezone

from commitments.foundation.pages import person_of
from commitments.instruments import loading
from commitments.instruments.admin.fields_by_language import NamesField, WordingsField
from commitments.people.rules.permissions import is_administrator

if TYPE_CHECKING:
    BaseModelAdmin = admin.ModelAdmin[models.Model]
    BaseInline = admin.TabularInline[models.Model, models.Model]
    BaseOptions = admin.options.BaseModelAdmin[models.Model]
    Form = forms.ModelForm[models.Model]
    FormSet = forms.BaseModelFormSet[models.Model, Form]
else:
    BaseModelAdmin, BaseInline = admin.ModelAdmin, admin.TabularInline
    BaseOptions = object

# The form fields of texts by language, by the names of the models' fields.
_BY_LANGUAGE: Mapping[str, type[NamesField | WordingsField]] = {
    **dict.fromkeys("names titles headlines acronyms mandates seat units".split(), NamesField),
    "evidence_expected": WordingsField,
}


class AdministratorsOnly(BaseOptions):
    """Administrators read every page; `allows` says what else they may do on it.

    `choices`: the rows that a relation offers, by its name; others offer all rows. `fixed`: the
    fields that can be entered only once, when the row is added.
    """

    # Of "add", "change" and "delete".
    allows: tuple[str, ...] = ()
    choices: Mapping[str, models.QuerySet[Any]] = {}
    fixed: tuple[str, ...] = ()

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

    def get_readonly_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> list[str] | tuple[str, ...]:
        return self.fixed if obj and self.fixed else super().get_readonly_fields(request, obj)

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField[Any] | None:
        if db_field.name in self.choices:
            kwargs["queryset"] = self.choices[db_field.name]
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class AdminPage(AdministratorsOnly, BaseModelAdmin):
    """A page whose changes all go into the audit log, and are left alone by the loader."""

    def formfield_for_dbfield(
        self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        if kind := _BY_LANGUAGE.get(db_field.name):
            return kind(
                label=str(db_field.verbose_name).capitalize(),
                help_text=db_field.help_text,
                required=not db_field.blank,
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: models.Model, form: Form, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if form.changed_data or not change:
            _note(request, obj, form, whole=not change)

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        _note(request, obj, whole=True)
        super().delete_model(request, obj)

    def delete_queryset(
        self, request: HttpRequest, queryset: models.QuerySet[models.Model]
    ) -> None:
        for obj in queryset:
            _note(request, obj, whole=True)
        super().delete_queryset(request, queryset)

    def save_formset(
        self, request: HttpRequest, form: Form, formset: FormSet, change: bool
    ) -> None:
        super().save_formset(request, form, formset, change)
        changed = {obj for obj, _fields in formset.changed_objects}
        for inline in formset.forms:
            if inline.instance in changed:
                _note(request, inline.instance, inline)
        for obj in (*formset.new_objects, *formset.deleted_objects):
            _note(request, obj, whole=True)


class Inline(AdministratorsOnly, BaseInline):
    extra = 0


def _note(
    request: HttpRequest, obj: models.Model, form: Form | None = None, whole: bool = False
) -> None:
    """Log what was changed, except for the fields of a password."""
    changes = (
        {
            name: [_plain(form.initial.get(name)), _plain(form.cleaned_data.get(name))]
            for name in form.changed_data
            if "password" not in name
        }
        if form
        else {}
    )
    loading.note(row=obj, changes=changes, by=person_of(request), at=timezone.now(), whole=whole)


def _plain(value: object) -> object:
    """Return the value as JSON can hold it."""
    plain = value is None or isinstance(value, str | int | float | dict | list)
    return value if plain else str(value)
