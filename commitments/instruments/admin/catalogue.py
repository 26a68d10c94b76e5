"""The catalogue. What was agreed is only shown: the texts, their spans, who is responsible."""

from __future__ import annotations

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

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
    """Headlines and notes are the tracker's, and may be improved."""

    allows = ("change",)
    list_display = ["reference", "instrument", "headline", "verb_kind"]
    list_select_related = ["instrument"]
    list_filter = ["instrument", "kind"]
    search_fields = ["quote"]
    readonly_fields = (
        "instrument text kind number verb_kind verb_start verb_end start end quote".split()
    )


@admin.register(Commitment)
class CommitmentPage(AdminPage):
    """Titles and the evidence expected are the tracker's, and may be improved."""

    allows = ("change",)
    list_display = ["code", "instrument", "title", "tracking", "nature", "retired_at"]
    list_select_related = ["instrument"]
    list_filter = ["instrument", "tracking", "nature", "themes"]
    search_fields = ["code", "quote", "titles"]
    readonly_fields = [
        field.name
        for field in (*Commitment._meta.fields, *Commitment._meta.many_to_many)
        if field.name not in ("id", "titles", "evidence_expected")
    ]
    fields = ["titles", "evidence_expected", *readonly_fields]


@admin.register(Responsibility)
class ResponsibilityPage(AdminPage):
    """When a responsibility was discharged, and on what basis, can be entered."""

    allows = ("change",)
    list_display = ["commitment", "party", "role", "valid_from", "valid_to", "discharged_on"]
    list_select_related = ["commitment__instrument", "party"]
    list_filter = ["commitment__instrument", "role", "party"]
    search_fields = ["commitment__code", "party__code"]
    readonly_fields = ["commitment", "party", "role", "valid_from", "valid_to"]
    fields = [*readonly_fields, "discharged_on", "discharge_basis"]


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
    fixed = ("code", "kind")
    choices = {"parent": Party.objects.bodies()}

    def get_inlines(
        self, request: HttpRequest, obj: models.Model | None
    ) -> tuple[type[Inline], ...]:
        return (ParticipationInline,) if isinstance(obj, Party) and obj.is_state else ()


@admin.register(AssemblySession)
class SessionPage(AdminPage):
    allows = ("add", "change")
    list_display = ["roman", "kind", "number", "place", "starts_on", "ends_on"]
    list_filter = ["kind"]
    fixed = ("kind", "number")


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
    choices = {
        "state": Party.objects.states(),
        "paragraph": Paragraph.objects.select_related("instrument"),
    }


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
    """The log can only be read; the database refuses any change of it."""

    list_display = ["at", "by", "action", "object_type", "object_key"]
    list_select_related = ["by"]
    list_filter = ["action", "object_type"]
    search_fields = ["object_key"]
    date_hierarchy = "at"
