"""What one party reports on one commitment in one period."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment, Instrument, Party, Responsibility
from commitments.people.rules.permissions import Person
from tracker.periods.models import ReportingPeriod
from tracker.updates.models.narrative import Channel, Narrative, content_constraints
from tracker.updates.models.readable_text import Text, text_for
from tracker.visibility import Reader, reads_sql


class State(models.TextChoices):
    """The state in the workflow. Late and overdue are computed from dates, never stored."""

    EXPECTED = "expected", _("Expected")
    DRAFT = "draft", _("Draft")
    NATIONAL_REVIEW = "national_review", _("National review")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    ACCEPTED = "accepted", _("Accepted")
    NOT_REPORTED = "not_reported", _("Not reported")


class ProgressUpdateQuerySet(models.QuerySet["ProgressUpdate"]):
    def visible_to(self, person: Person) -> ProgressUpdateQuerySet:
        """Those of the person's own parties; all for the secretariat; else the published ones."""
        reader = Reader.of(person, timezone.now())
        if reader.officer:
            return self
        published = Q(published_revision__isnull=False) & reader.reads_q(
            content="published_revision__"
        )
        return self.filter(Q(party__in=reader.parties) | published if reader.parties else published)

    def solicited(self) -> ProgressUpdateQuerySet:
        """Those that were requested: the denominator of every rate."""
        return self.filter(solicited=True)


# `visible_to` as a condition on an update `u` with its published revision `pub`, which may be null.
VISIBLE_SQL: Final = reads_sql(party="u.party_id", content="pub")


class ProgressUpdate(Narrative):
    """One for each responsibility and period. Its own content is the working copy.

    The public reads `published_revision` while the party works on a newer one, and the secretariat
    reads `latest_revision`. `party`, `commitment` and `instrument` repeat those of the
    responsibility, so that lists and the matrix need no join; a composite foreign key keeps the
    first two equal.
    """

    audited_as = "update"

    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="updates")
    responsibility = models.ForeignKey(
        Responsibility, on_delete=models.PROTECT, related_name="updates"
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="updates")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="updates")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="updates")
    solicited = models.BooleanField(_("solicited"), default=False)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.EXPECTED)
    channel = models.CharField(_("channel"), max_length=20, choices=Channel, default=Channel.ONLINE)
    channel_document = models.CharField(_("source document"), max_length=300, blank=True)
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("logged by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    first_submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    latest_revision = models.ForeignKey(
        "tracker.Revision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    published_revision = models.ForeignKey(
        "tracker.Revision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # A copy of the period's, so that an index finds the previous update. The database fills it.
    covers_from = models.DateField(editable=False)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(_("changed"))
    sample = models.BooleanField(_("sample data"), default=False)

    objects = ProgressUpdateQuerySet.as_manager()

    class Meta:
        verbose_name = _("progress update")
        verbose_name_plural = _("progress updates")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["period", "id"], name="update_period"),
            models.Index(fields=["party", "period"], name="update_party_period"),
            models.Index(fields=["commitment", "period"], name="update_commitment_period"),
            models.Index(fields=["period", "state"], name="update_period_state"),
            models.Index(
                F("responsibility"),
                F("covers_from").desc(),
                name="update_published",
                condition=Q(published_revision__isnull=False),
                include=["published_revision"],
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="fill_covers_from",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="NEW.covers_from := (SELECT p.covers_from FROM tracker_reportingperiod p "
                "WHERE p.id = NEW.period_id); RETURN NEW;",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["responsibility", "period"], name="update_once_a_period"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="update_state_valid"),
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="update_channel_valid"
            ),
            models.CheckConstraint(
                condition=Q(channel="online", logged_by__isnull=True, channel_document="")
                | (~Q(channel="online") & Q(logged_by__isnull=False) & ~Q(channel_document="")),
                name="update_on_behalf_documented",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["submitted", "accepted", "returned"])
                | Q(submitted_at__isnull=False, latest_revision__isnull=False),
                name="update_submitted_has_revision",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(published_revision__isnull=False),
                name="update_accepted_is_published",
            ),
            *content_constraints("update"),
        ]

    def __str__(self) -> str:
        return f"{self.period_id} {self.responsibility_id} {self.state}"

    @property
    def on_behalf(self) -> bool:
        """Whether an officer logged it on the party's behalf."""
        return self.channel != Channel.ONLINE

    def text_for(self, person: Person) -> Narrative | None:
        """Return the text that the person gets: this working copy or a revision.

        None for the secretariat, if the party has never submitted its draft.
        """
        reader = Reader.of(person, timezone.now())
        text = text_for(reader, party_id=self.party_id, channel=self.channel)
        if text == Text.WORKING_COPY:
            return self
        return self.latest_revision if text == Text.LATEST else self.published_revision

    def is_late(self, due_at: datetime, at: datetime) -> bool:
        """Whether it was first submitted late, or was requested, is due and was not submitted."""
        if self.first_submitted_at is not None:
            return self.first_submitted_at > due_at
        return self.solicited and at > due_at
