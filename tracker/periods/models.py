"""Reporting cycles and periods, the parties in a period, and reminders to them."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commitments.foundation import formats
from commitments.foundation.models.languages import active_language
from commitments.models import AssemblySession, Instrument, Participation, Party


class ReportingCycle(models.Model):
    """From one regular session to the next, to which it reports; its dates are the sessions'."""

    audited_as = "cycle"

    from_session = models.ForeignKey(
        AssemblySession, on_delete=models.PROTECT, related_name="cycles_begun"
    )
    to_session = models.OneToOneField(
        AssemblySession, on_delete=models.PROTECT, related_name="cycle"
    )

    class Meta:
        verbose_name = _("reporting cycle")
        verbose_name_plural = _("reporting cycles")
        ordering = ["to_session__number"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_session=F("to_session")), name="cycle_sessions_differ"
            )
        ]

    def __str__(self) -> str:
        return f"{self.from_session.roman}–{self.to_session.roman}"

    @property
    def key(self) -> str:
        """The key of the session it reports to: `42`."""
        return self.to_session.key

    audit_key = key


class ReportingPeriodQuerySet(models.QuerySet["ReportingPeriod"]):
    def opened(self) -> ReportingPeriodQuerySet:
        """Those that are open or closed, the newest first."""
        planned = ReportingPeriod.State.PLANNED
        return self.exclude(state=planned).order_by("-opens_at", "-covers_from")

    def to_open(self, at: datetime) -> ReportingPeriodQuerySet:
        """Planned ones whose time to open has come."""
        return self.filter(state=ReportingPeriod.State.PLANNED, opens_at__lte=at)

    def to_close(self, at: datetime) -> ReportingPeriodQuerySet:
        """Open ones whose time to close has come."""
        return self.filter(state=ReportingPeriod.State.OPEN, closes_at__lte=at)


class ReportingPeriod(models.Model):
    """It covers [covers_from, covers_to). The key, `2012-1`, is a label: year and half."""

    audited_as = "period"

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    key = models.CharField(_("key"), max_length=12, unique=True)
    cycle = models.ForeignKey(ReportingCycle, on_delete=models.PROTECT, related_name="periods")
    instruments = models.ManyToManyField(Instrument, related_name="periods")
    covers_from = models.DateField(_("covers from"))
    covers_to = models.DateField(_("covers until"))
    opens_at = models.DateTimeField(_("opens"))
    due_at = models.DateTimeField(_("due"))
    closes_at = models.DateTimeField(_("closes"))
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.PLANNED, editable=False
    )
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    sample = models.BooleanField(_("sample data"), default=False, editable=False)

    objects = ReportingPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("reporting period")
        verbose_name_plural = _("reporting periods")
        ordering = ["opens_at", "key"]
        constraints = [
            # A foreign key of the updates refers to it, so that their `covers_from` stays equal.
            models.UniqueConstraint(fields=["id", "covers_from"], name="period_coverage_identity"),
            models.CheckConstraint(
                condition=Q(key__regex=r"^[0-9]{4}-[0-9]{1,2}$"), name="period_key_valid"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "open", "closed"]), name="period_state_valid"
            ),
            models.CheckConstraint(
                condition=Q(covers_to__gt=F("covers_from")), name="period_coverage_ordered"
            ),
            models.CheckConstraint(
                condition=Q(due_at__gt=F("opens_at"), closes_at__gte=F("due_at")),
                name="period_dates_ordered",
            ),
            # Only the times are tied to the state: a job that opens or closes it is no person.
            models.CheckConstraint(
                condition=Q(state="planned", opened_at__isnull=True, closed_at__isnull=True)
                | Q(state="open", opened_at__isnull=False, closed_at__isnull=True)
                | Q(state="closed", opened_at__isnull=False, closed_at__isnull=False),
                name="period_state_dated",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def name(self) -> str:
        """The name people use for it, in the reader's language: "July–December 2026"."""
        return formats.period_name(self.covers_from, self.covers_to, active_language())

    def holds_sample(self) -> bool:
        """Whether the period or an update in it is sample data."""
        return self.sample or self.updates.filter(sample=True).exists()

    @property
    def title(self) -> str:
        """Its name, and the key it has in addresses: "July–December 2026 (2026-2)"."""
        return f"{self.name} ({self.key})"

    @property
    def audit_key(self) -> str:
        return self.key


class RosterEntry(models.Model):
    """A party in a period: in, out or undecided, with its standing and the reason.

    A disputed standing is undecided until an officer decides; undecided never counts as not
    reported.
    """

    class Decision(models.TextChoices):
        IN = "in", _("In")
        OUT = "out", _("Out")
        UNDECIDED = "undecided", _("Undecided")

    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="roster")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="roster_entries")
    decision = models.CharField(_("decision"), max_length=10, choices=Decision)
    standing = models.CharField(
        _("standing"), max_length=20, blank=True, choices=Participation.Standing
    )
    reason = models.TextField(_("reason"))
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sample = models.BooleanField(_("sample data"), default=False, editable=False)

    class Meta:
        verbose_name = _("roster entry")
        verbose_name_plural = _("roster")
        ordering = ["period__opens_at", "party__kind", "party__code"]
        constraints = [
            models.UniqueConstraint(fields=["period", "party"], name="roster_entry_unique"),
            models.CheckConstraint(
                condition=Q(decision__in=["in", "out", "undecided"]), name="roster_decision_valid"
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="roster_decided_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period.key} {self.party.code} {self.decision}"


class Reminder(models.Model):
    """One reminder to one party; each of its people has a `Notification` of their own."""

    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="reminders")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="reminders")
    # The numbers at that time.
    outstanding = models.PositiveIntegerField(_("updates not submitted"))
    people = models.PositiveIntegerField(_("recipients"))
    reminded_at = models.DateTimeField(_("reminded"))
    reminded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-reminded_at", "-pk"]
        indexes = [
            models.Index(fields=["period", "party", "reminded_at"], name="reminder_of_party")
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.period} {self.reminded_at:%Y-%m-%d %H:%M}"
