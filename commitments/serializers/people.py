"""Who asks, their keys, and the audit log."""

from __future__ import annotations

from typing import Any, ClassVar

from rest_framework import serializers

from commitments.models import AccessToken, AuditEntry, Designation, User
from commitments.rest.serializers import StrictSerializer, StringField


class SignInSerializer(StrictSerializer):
    examples: ClassVar[dict[str, Any]] = {
        "code": "",
        "name": "My script",
    }
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
    examples: ClassVar[dict[str, Any]] = {
        "name": "My script",
        "last_used_at": None,
        "revoked_at": None,
        "expires_at": "2027-02-21T12:00:00Z",
    }
    id = serializers.IntegerField()
    name = serializers.CharField()
    prefix = serializers.CharField(help_text="The key's first characters.")
    created_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    last_used_at = serializers.DateTimeField(
        allow_null=True, help_text="To the nearest ten minutes."
    )
    revoked_at = serializers.DateTimeField(allow_null=True)


class NewTokenSerializer(serializers.Serializer[Any]):
    examples: ClassVar[dict[str, Any]] = {
        "key": "hpt_Zx3q…",
        "name": "My script",
        "expires_at": "2027-02-21T12:00:00Z",
    }
    key = serializers.CharField(help_text="Shown this once.")
    expires_at = serializers.DateTimeField(source="token.expires_at")
    id = serializers.IntegerField(source="token.pk")
    name = serializers.CharField(source="token.name")
    prefix = serializers.CharField(source="token.prefix")


class DesignationSerializer(serializers.Serializer[Designation]):
    examples: ClassVar[dict[str, Any]] = {
        "capacity": "authority",
        "valid_from": "2026-01-01",
    }
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
    secretariat_role = serializers.CharField(
        allow_null=True, help_text="`officer`, `administrator`, or null."
    )
    designations = DesignationSerializer(
        source="designations_now", many=True, help_text="Those in force today."
    )
    sample = serializers.BooleanField()

    def to_representation(self, instance: User) -> dict[str, Any]:
        data = super().to_representation(instance)
        if "secretariat_role" in data:
            data["secretariat_role"] = data["secretariat_role"] or None
        return data


class AuditEntrySerializer(serializers.Serializer[AuditEntry]):
    examples: ClassVar[dict[str, Any]] = {
        "by": "authority.slv@example.org",
        "detail": {"prefix": "hpt_Zx3q"},
    }
    id = serializers.IntegerField()
    at = serializers.DateTimeField()
    by = serializers.CharField(
        source="by.email", default=None, allow_null=True, help_text="Null for a job."
    )
    action = serializers.CharField()
    object_type = serializers.CharField()
    object_key = serializers.CharField()
    detail = serializers.JSONField()
