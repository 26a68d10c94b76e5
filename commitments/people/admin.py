"""Records of people. They are invited, suspended and designated on the pages of people.

Nobody is deleted: an account is suspended instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import BaseUserCreationForm, UserChangeForm
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commitments.audit_actions import AuditAction
from commitments.foundation.models.audit import record
from commitments.instruments.admin.base import AdminPage, Inline
from commitments.models import Designation, Party, User

if TYPE_CHECKING:
    CreationForm = BaseUserCreationForm[User]
    ChangeForm = UserChangeForm[User]
    DjangosPage = UserAdmin[User]
else:
    CreationForm, ChangeForm, DjangosPage = BaseUserCreationForm, UserChangeForm, UserAdmin


class NewPersonForm(CreationForm):
    class Meta:
        model = User
        fields = ("email", "full_name")


class PersonForm(ChangeForm):
    class Meta:
        model = User
        fields = "__all__"


class DesignationInline(Inline):
    """A designation that is over is given an end, and stays on record."""

    allows = ("add", "change")
    model = Designation
    fields = ["party", "capacity", "acting", "document", "valid_from", "valid_to"]
    choices = {"party": Party.objects.order_by("kind", "code")}


@admin.register(User)
class PersonPage(AdminPage, DjangosPage):
    allows = ("add", "change")
    form = PersonForm  # type: ignore[assignment]  # AdminPage is for any model
    add_form = NewPersonForm
    ordering = ["email"]
    list_display = ["email", "full_name", "secretariat_role", "language", "is_active", "sample"]
    list_filter = ["secretariat_role", "is_active", "sample", "designations__party"]
    search_fields = ["email", "full_name"]
    filter_horizontal = []
    # Only the command `suspend` also ends sessions and keys, and protects the last administrator.
    readonly_fields = ["is_active", "last_login", "joined_at", "is_system", "sample"]
    fieldsets = [
        (None, {"fields": ["email", "password", "full_name", "language"]}),
        (_("Role"), {"fields": ["secretariat_role", "is_active"]}),
        (_("Record"), {"fields": ["last_login", "joined_at", "is_system", "sample"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "full_name", "password1", "password2"]})]

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        system = isinstance(obj, User) and obj.is_system
        return not system and super().has_change_permission(request, obj)

    def get_inlines(
        self, request: HttpRequest, obj: models.Model | None
    ) -> tuple[type[Inline], ...]:
        return (DesignationInline,) if obj else ()

    def user_change_password(
        self,
        request: HttpRequest,
        id: str,  # noqa: A002  # Django's name for it
        form_url: str = "",
    ) -> HttpResponse:
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == 302:
            # A person with a password needs no invitation.
            User.objects.filter(pk=id).update(invited_at=None)
            record(
                action=AuditAction.SET_PASSWORD_OF_PERSON,
                object_type="person",
                object_key=id,
                by=request.user if isinstance(request.user, User) else None,
                at=timezone.now(),
            )
        return response
