"""The person who is signed in, people and their keys, and the audit log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from rest_framework import serializers

from commitments.foundation.rest.serializers import BooleanField, StrictSerializer, StringField
from commitments.models import AccessToken, AuditEntry, Designation, Language, Party, User
from commitments.people.commands.access_tokens import NewKey
from commitments.people.commands.accounts import Invited
from commitments.people.commands.designations import Terms


class RoleField(serializers.CharField):
    """A role in the secretariat; null for none."""

    def __init__(self) -> None:
        super().__init__(allow_null=True, help_text="`officer`, `administrator`, or null.")

    def to_representation(self, value: str) -> str | None:  # type: ignore[override]  # DRF gives no null
        return value or None


class SignInSerializer(StrictSerializer):
    email = StringField(max_length=254)
    password = StringField(max_length=1000, style={"input_type": "password"})
    code = StringField(
        required=False,
        allow_blank=True,
        max_length=20,
        help_text="Of the second factor, where the account has one.",
    )
    name = StringField(
        required=False,
        allow_blank=True,
        max_length=100,
        help_text="What the key is for; shown in your list of keys.",
    )


class TokenSerializer(serializers.Serializer[AccessToken]):
    id = serializers.IntegerField()
    name = serializers.CharField()
    prefix = serializers.CharField(help_text="The key's first characters.")
    created_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    last_used_at = serializers.DateTimeField(
        allow_null=True, help_text="To the nearest ten minutes."
    )
    revoked_at = serializers.DateTimeField(allow_null=True)


class NewTokenSerializer(serializers.Serializer[NewKey]):
    key = serializers.CharField(help_text="Shown only once.")
    expires_at = serializers.DateTimeField(source="token.expires_at")
    id = serializers.IntegerField(source="token.pk")
    name = serializers.CharField(source="token.name")
    prefix = serializers.CharField(source="token.prefix")


class DesignationSerializer(serializers.Serializer[Designation]):
    party = serializers.CharField(source="party.code")
    name = serializers.CharField(source="party.name")
    capacity = serializers.ChoiceField(choices=Designation.Capacity.choices)
    acting = serializers.BooleanField()
    document = serializers.CharField()
    valid_from = serializers.DateField()
    valid_to = serializers.DateField(allow_null=True)


class MeSerializer(serializers.Serializer[User]):
    email = serializers.EmailField()
    full_name = serializers.CharField()
    language = serializers.CharField()
    secretariat_role = RoleField()
    designations = DesignationSerializer(
        source="designations_now", many=True, help_text="Those in force today."
    )
    sample = serializers.BooleanField()


class AuditEntrySerializer(serializers.Serializer[AuditEntry]):
    id = serializers.IntegerField()
    at = serializers.DateTimeField()
    by = serializers.CharField(
        source="by.email", default=None, allow_null=True, help_text="Null for a job."
    )
    action = serializers.CharField()
    object_type = serializers.CharField()
    object_key = serializers.CharField()
    detail = serializers.JSONField()


class HeldDesignationSerializer(DesignationSerializer):
    id = serializers.IntegerField()


class PersonSerializer(serializers.Serializer[User]):
    """A person, with every designation, ended and upcoming ones too."""

    id = serializers.IntegerField()
    email = serializers.EmailField()
    full_name = serializers.CharField()
    language = serializers.CharField()
    secretariat_role = RoleField()
    state = serializers.ChoiceField(choices=User.State.choices)
    invited_at = serializers.DateTimeField(
        allow_null=True, help_text="Of an invitation that is not accepted yet."
    )
    suspended_at = serializers.DateTimeField(allow_null=True, help_text="The last time.")
    last_sign_in_at = serializers.DateTimeField(source="last_login", allow_null=True)
    designations = HeldDesignationSerializer(many=True)
    sample = serializers.BooleanField()


class TermsSerializer(StrictSerializer):
    """The capacity in which somebody speaks for a party, and when."""

    capacity = serializers.ChoiceField(choices=Designation.Capacity.choices)
    document = StringField(max_length=200, help_text="The note or letter of designation.")
    valid_from = serializers.DateField()
    valid_to = serializers.DateField(
        required=False, allow_null=True, help_text="The first day on which it is no longer valid."
    )
    acting = BooleanField(required=False)


def terms_of(given: Mapping[str, Any]) -> Terms:
    """Return the terms in valid data."""
    names = {field.name for field in fields(Terms)} & given.keys()
    return Terms(**{name: given[name] for name in names})


class DesignateSerializer(TermsSerializer):
    party = serializers.SlugRelatedField(slug_field="code", queryset=Party.objects.all())


class SuccessorSerializer(TermsSerializer):
    """Who takes over: `full_name` and `language` are for somebody without an account."""

    email = StringField(max_length=254)
    full_name = StringField(max_length=200, required=False)
    language = serializers.ChoiceField(choices=Language.choices, required=False)

    def person(self) -> Invited:
        """Return who was named; the serializer must be valid."""
        given = self.validated_data
        return Invited(
            given["email"], given.get("full_name", ""), given.get("language", Language.EN)
        )


class InviteSerializer(StrictSerializer):
    """A new person: `designation` for a party, `secretariat_role` for the secretariat."""

    email = StringField(max_length=254)
    full_name = StringField(max_length=200)
    language = serializers.ChoiceField(choices=Language.choices)
    secretariat_role = serializers.ChoiceField(
        choices=User.SecretariatRole.choices, required=False, allow_blank=True
    )
    designation = DesignateSerializer(required=False)


class SuspendSerializer(StrictSerializer):
    reason = StringField(required=False, allow_blank=True, max_length=2000)


class EndSerializer(StrictSerializer):
    valid_to = serializers.DateField(
        allow_null=True, help_text="The first day on which it is no longer valid; null: no end."
    )


class ChangeMeSerializer(StrictSerializer):
    full_name = StringField(max_length=200, required=False)
    language = serializers.ChoiceField(choices=Language.choices, required=False)


class ChangePasswordSerializer(StrictSerializer):
    old = StringField(max_length=1000)
    new = StringField(max_length=1000)


class ForgottenSerializer(StrictSerializer):
    email = StringField(max_length=254)


class SetPasswordSerializer(StrictSerializer):
    link = StringField(max_length=500, help_text="The last part of the address in the e-mail.")
    password = StringField(max_length=1000)
