"""Parties: member states and bodies, in one table."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.foundation.formats import Seat
from commitments.foundation.models.languages import in_language


class PartyQuerySet(models.QuerySet["Party"]):
    def states(self) -> PartyQuerySet:
        return self.filter(kind=Party.Kind.STATE)

    def bodies(self) -> PartyQuerySet:
        return self.filter(kind=Party.Kind.BODY)


class Party(models.Model):
    """A member state (code: ISO 3166-1 alpha-3) or a body (code: its acronym)."""

    class Kind(models.TextChoices):
        STATE = "state", _("Member state")
        BODY = "body", _("Body")

    class BodyType(models.TextChoices):
        BODY = "body", _("Organ or unit of the Organization")
        MINISTERIAL = "ministerial", _("Ministerial meeting")
        SUBREGIONAL = "subregional", _("Subregional organization")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    code = models.CharField(_("code"), max_length=20, unique=True)
    names = models.JSONField(_("names"), help_text=_("By language: en, es, fr, pt."))
    acronyms = models.JSONField(_("acronyms"), default=dict, blank=True)
    alpha2 = models.CharField(_("ISO alpha-2"), max_length=2, blank=True)
    numeric = models.CharField(_("ISO numeric"), max_length=3, blank=True)
    subregion = models.CharField(_("subregion"), max_length=50, blank=True)
    groupings = models.JSONField(_("groupings"), default=list, blank=True)
    body_type = models.CharField(
        _("type of body"), max_length=20, choices=BodyType, blank=True, default=""
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    mandates = models.JSONField(
        _("role in the instrument"),
        default=dict,
        blank=True,
        help_text=_("By language: en, es, fr, pt."),
    )
    seat = models.JSONField(
        _("capital or headquarters"),
        default=dict,
        blank=True,
        help_text=_("By language: en, es, fr, pt."),
    )
    time_zone = models.CharField(
        _("time zone of the seat"),
        max_length=40,
        blank=True,
        default="",
        help_text=_("Its name in the IANA time zone database, such as America/El_Salvador."),
    )
    source = models.TextField(_("source"), blank=True)

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["kind", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["state", "body"]), name="party_kind_valid"
            ),
            models.CheckConstraint(
                condition=Q(body_type__in=["", "body", "ministerial", "subregional"]),
                name="party_body_type_valid",
            ),
            models.CheckConstraint(
                condition=Q(kind="state", body_type="", code__regex=r"^[A-Z]{3}$")
                | (Q(kind="body") & ~Q(body_type="")),
                name="party_kind_consistent",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the active language."""
        return in_language(self.names)

    @property
    def acronym(self) -> str:
        """A body's acronym in the active language; a state's alpha-3 code."""
        return in_language(self.acronyms) or self.code

    @property
    def mandate(self) -> str:
        """A body's part in the instruments, in the active language."""
        return in_language(self.mandates)

    @property
    def place(self) -> Seat | None:
        """The seat, whose time is shown beside UTC for deadlines; None if it is not known."""
        name = in_language(self.seat)
        return Seat(name, self.time_zone) if name and self.time_zone else None

    @property
    def is_state(self) -> bool:
        return self.kind == self.Kind.STATE


class MemberStateManager(models.Manager["MemberState"]):
    def get_queryset(self) -> models.QuerySet[MemberState]:
        return super().get_queryset().filter(kind=Party.Kind.STATE)

    def create(self, **fields: object) -> MemberState:
        return super().create(kind=Party.Kind.STATE, **fields)


class MemberState(Party):
    """A party that is a state."""

    objects: ClassVar[MemberStateManager] = MemberStateManager()  # type: ignore[assignment]  # a narrower type

    class Meta:
        proxy = True
        verbose_name = _("member state")
        verbose_name_plural = _("member states")


class ResponsibleBodyManager(models.Manager["ResponsibleBody"]):
    def get_queryset(self) -> models.QuerySet[ResponsibleBody]:
        return super().get_queryset().filter(kind=Party.Kind.BODY)

    def create(self, **fields: object) -> ResponsibleBody:
        return super().create(kind=Party.Kind.BODY, **fields)


class ResponsibleBody(Party):
    """A party that is a body of the Organization, a ministerial meeting or the like."""

    objects: ClassVar[ResponsibleBodyManager] = ResponsibleBodyManager()  # type: ignore[assignment]  # a narrower type

    class Meta:
        proxy = True
        verbose_name = _("responsible body")
        verbose_name_plural = _("responsible bodies")
