"""The steps of the workflow that were taken."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commitments.foundation.models.append_only import append_only
from commitments.people.rules.permissions import Person
from tracker.updates.models.revision import Revision
from tracker.updates.models.update import ProgressUpdate, State
from tracker.visibility import Reader


class Verb(models.TextChoices):
    SAVE = "save", _("Save")
    HAND_OVER = "hand_over", _("Hand over")
    SEND_BACK = "send_back", _("Send back")
    SUBMIT = "submit", _("Submit")
    WITHDRAW = "withdraw", _("Withdraw")
    RETURN = "return", _("Return")
    ACCEPT = "accept", _("Accept")
    REPLACE = "replace", _("Replace")
    REOPEN = "reopen", _("Reopen")
    CLOSE = "close", _("Close")


# Only the party's own people may read what they write to each other before they submit.
INSIDE_THE_PARTY: Final = (Verb.SAVE, Verb.HAND_OVER, Verb.SEND_BACK)


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, person: Person) -> DecisionQuerySet:
        """Those on updates of the person's own parties; all for the secretariat.

        Each has its comment as `words`, which is empty if the person may not read it: an officer
        knows that a step inside the party was taken, but not its comment.
        """
        reader = Reader.of(person, timezone.now())
        words = Case(
            When(
                Q(verb__in=INSIDE_THE_PARTY) & ~Q(update__party__in=reader.parties),
                then=Value(""),
            ),
            default=F("comment"),
            output_field=models.TextField(),
        )
        belongs = reader.belongs_q("update__party")
        visible = self if belongs is None else self.filter(belongs)
        return visible.annotate(words=words)  # type: ignore[no-redef]  # `Decision` declares it


class Decision(models.Model):
    """One step, append-only. `by` is null if a job took it.

    To show one, read it through `visible_to` and show its `words`, not its `comment`.
    """

    update = models.ForeignKey(ProgressUpdate, on_delete=models.PROTECT, related_name="decisions")
    verb = models.CharField(_("verb"), max_length=20, choices=Verb)
    from_state = models.CharField(_("from"), max_length=20, choices=State)
    to_state = models.CharField(_("to"), max_length=20, choices=State)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="decisions",
    )
    at = models.DateTimeField(_("when"))
    comment = models.TextField(_("comment"), blank=True)
    revision = models.ForeignKey(
        Revision, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    sample = models.BooleanField(_("sample data"), default=False)

    # No column: `visible_to` sets it to the comment, if the reader may read that.
    words: str

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["update", "at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(verb__in=Verb.values), name="decision_verb_valid"),
            models.CheckConstraint(
                condition=Q(from_state__in=State.values, to_state__in=State.values),
                name="decision_states_valid",
            ),
            models.CheckConstraint(
                condition=~Q(verb__in=["send_back", "return", "reopen"]) | ~Q(comment=""),
                name="decision_comment_given",
            ),
        ]
        triggers = append_only(sample=True)

    def __str__(self) -> str:
        return f"{self.update_id} {self.verb} {self.at:%Y-%m-%d}"
