"""The catalogue. What was agreed is read-only here: the words, their spans, who is responsible."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from commitments.foundation.models.audit import AuditEntry
from commitments.instruments.admin.base import AdminPage, Inline
from commitments.instruments.models.commitment import Commitment
from commitments.instruments.models.indicator import Indicator, IndicatorValue
from commitments.instruments.models.instrument import Instrument, InstrumentText
from commitments.instruments.models.paragraph import Paragraph
from commitments.instruments.models.reservation import Reservation
from commitments.instruments.models.responsibility import Responsibility
from commitments.instruments.models.session import AssemblySession
from commitments.instruments.models.theme import Theme
from commitments.parties.models.participation import Participation
from commitments.parties.models.party import Party


class TextInline(Inline):
    model = InstrumentText
    fields = ["language", "authentic", "sha256", "source"]


@admin.register(Instrument)
class InstrumentPage(AdminPage):
    list_display = ["symbol", "title", "adopted_on", "session", "is_default"]
    list_select_related = ["session"]
    inlines = [TextInline]


@admin.register(InstrumentText)
class TextPage(AdminPage):
    list_display = ["instrument", "language", "authentic", "sha256"]
    list_select_related = ["instrument"]


@admin.register(Paragraph)
class ParagraphPage(AdminPage):
    """Headlines and notes are ours, and may be improved."""

    allows = ("change",)
    list_display = ["reference", "instrument", "headline", "verb_kind"]
    list_select_related = ["instrument"]
    list_filter = ["instrument", "kind"]
    search_fields = ["quote"]
    readonly_fields = [
        "instrument",
        "text",
        "kind",
        "number",
        "verb_kind",
        "verb_start",
        "verb_end",
        "start",
        "end",
        "quote",
    ]


@admin.register(Commitment)
class CommitmentPage(AdminPage):
    """Titles and the evidence expected are ours, and may be improved."""

    allows = ("change",)
    list_display = ["code", "instrument", "title", "tracking", "nature", "retired_at"]
    list_select_related = ["instrument"]
    list_filter = ["instrument", "tracking", "nature", "themes"]
    search_fields = ["code", "quote", "titles"]
    fields = ["titles", "evidence_expected"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*self.fields, *self.get_readonly_fields(request, obj)]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        names = [field.name for field in (*self.opts.fields, *self.opts.many_to_many)]
        return [name for name in names if name not in ("id", *self.fields)]


@admin.register(Responsibility)
class ResponsibilityPage(AdminPage):
    """Here is entered when a duty was discharged, and on what basis."""

    allows = ("change",)
    list_display = ["commitment", "party", "role", "valid_from", "valid_to", "discharged_on"]
    list_select_related = ["commitment__instrument", "party"]
    list_filter = ["commitment__instrument", "role", "party"]
    search_fields = ["commitment__code", "party__code"]
    fields = [
        "commitment",
        "party",
        "role",
        "valid_from",
        "valid_to",
        "discharged_on",
        "discharge_basis",
    ]
    readonly_fields = ["commitment", "party", "role", "valid_from", "valid_to"]


class ParticipationInline(Inline):
    allows = ("add", "change", "delete")
    model = Participation
    fk_name = "state"
    fields = ["standing", "valid_from", "valid_to", "precision", "basis", "source"]

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return isinstance(obj, Party) and obj.is_state and super().has_add_permission(request, obj)


@admin.register(Party)
class PartyPage(AdminPage):
    allows = ("add", "change")
    list_display = ["code", "name", "kind", "body_type", "subregion", "parent"]
    list_select_related = ["parent"]
    list_filter = ["kind", "body_type", "subregion"]
    search_fields = ["code", "names"]
    inlines = [ParticipationInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["code", "kind"] if obj else []

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return self.inlines if obj and obj.is_state else []

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name == "parent":
            kwargs["queryset"] = Party.objects.bodies()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(AssemblySession)
class SessionPage(AdminPage):
    allows = ("add", "change")
    list_display = ["roman", "kind", "number", "place", "starts_on", "ends_on"]
    list_filter = ["kind"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["kind", "number"] if obj else []


@admin.register(Theme)
class ThemePage(AdminPage):
    allows = ("change",)
    list_display = ["key", "name"]
    search_fields = ["key", "names"]
    readonly_fields = ["key"]


@admin.register(Reservation)
class ReservationPage(AdminPage):
    allows = ("add", "change", "delete")
    list_display = ["state", "instrument", "paragraph", "commitment", "made_on"]
    list_select_related = ["state", "instrument", "paragraph__instrument", "commitment"]

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name == "state":
            kwargs["queryset"] = Party.objects.states()
        if db_field.name == "paragraph":
            kwargs["queryset"] = Paragraph.objects.select_related("instrument")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Indicator)
class IndicatorPage(AdminPage):
    list_display = ["code", "framework", "title", "unit", "better"]
    list_filter = ["framework", "better"]
    search_fields = ["code", "titles"]


@admin.register(IndicatorValue)
class ValuePage(AdminPage):
    list_display = ["indicator", "state", "year", "disaggregation", "value", "censored"]
    list_select_related = ["indicator", "state"]
    list_filter = ["indicator", "state"]


@admin.register(AuditEntry)
class AuditPage(AdminPage):
    """The log is read here; the database lets nobody change it."""

    list_display = ["at", "by", "action", "object_type", "object_key"]
    list_select_related = ["by"]
    list_filter = ["action", "object_type"]
    search_fields = ["object_key"]
    date_hierarchy = "at"
    verbose_name = _("audit entry")
