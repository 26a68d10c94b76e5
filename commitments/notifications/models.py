"""Notifications: the e-mails to people, and whether they were delivered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TypeAlias

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from commitments.foundation.models.languages import Language
from commitments.people.models.user import User


class NotificationQuerySet(models.QuerySet["Notification"]):
    def due(self, at: datetime) -> NotificationQuerySet:
        """Return those to be sent now, the longest due first."""
        return self.filter(next_attempt_at__lte=at).order_by("next_attempt_at", "pk")

    def undelivered_to(self, people: Iterable[User]) -> list[Notification]:
        """Return the last letter to each of these people whose last letter was not delivered.

        Only letters to a person's present address count. One query.
        """
        last = (
            self.filter(person__in=people, address=F("person__email"))
            .filter(Q(sent_at__isnull=False) | Q(refused_at__isnull=False))
            .select_related("person")
            .order_by("person_id", "-written_at", "-pk")
            .distinct("person_id")
        )
        return [letter for letter in last if letter.refused_at is not None]


class NotificationEvent(models.TextChoices):
    """What people are told by e-mail; in the model as `Notification.Event`."""

    INVITATION = "invitation", _("Invitation")
    DESIGNATION = "designation", _("Change of a designation")
    PASSWORD_LINK = "password_link", _("Link to set a password")
    REMINDER = "reminder", _("Reminder")
    ON_BEHALF = "on_behalf", _("Submission on the party's behalf")


class Notification(models.Model):
    """At most one letter to a person about an event, written in its transaction and sent later.

    Exactly one of five moments is set, and determines the state of the letter: it waits for its
    next attempt, a worker has claimed it, it was sent, it was refused, or it was dropped because
    its content would not be true any more.
    """

    Event: TypeAlias = NotificationEvent

    class Refusal(models.TextChoices):
        REFUSED = "refused", _("The e-mail server permanently refuses this address or this e-mail.")
        GIVEN_UP = "given_up", _("The e-mail server did not accept it after repeated attempts.")
        UNCERTAIN = (
            "uncertain",
            _("Sending it was interrupted, so it is not known whether it arrived."),
        )

    event = models.CharField(_("event"), max_length=20, choices=Event)
    about = models.CharField(
        _("about"), max_length=120, help_text=_("Which occurrence of the event this is.")
    )
    detail = models.JSONField(_("detail"), default=dict, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notifications"
    )
    # The person's, at the time of writing, and then of the last attempt.
    address = models.EmailField(_("address"))
    language = models.CharField(_("language"), max_length=2, choices=Language)
    written_at = models.DateTimeField(_("written"))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), null=True, blank=True)
    claimed_at = models.DateTimeField(_("claimed"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    refused_at = models.DateTimeField(_("refused"), null=True, blank=True)
    dropped_at = models.DateTimeField(_("dropped"), null=True, blank=True)
    refusal = models.CharField(_("why it was refused"), max_length=10, choices=Refusal, blank=True)
    answer = models.TextField(_("answer of the e-mail server"), blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "about", "person"], name="notification_unique"
            ),
            models.CheckConstraint(
                condition=Q(event__in=NotificationEvent.values), name="notification_event_valid"
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="notification_language_valid"
            ),
            models.CheckConstraint(
                condition=Exact(
                    Func(
                        "next_attempt_at",
                        "claimed_at",
                        "sent_at",
                        "refused_at",
                        "dropped_at",
                        function="num_nonnulls",
                        output_field=models.IntegerField(),
                    ),
                    Value(1),
                ),
                name="notification_one_state",
            ),
            models.CheckConstraint(
                condition=Q(refused_at__isnull=True, refusal="")
                | Q(refused_at__isnull=False, refusal__in=["refused", "given_up", "uncertain"]),
                name="notification_refused_with_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(next_attempt_at__isnull=False),
                name="notification_due",
            )
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.about} to {self.address}"
