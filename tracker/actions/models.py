"""Follow-up actions of a party, and their milestones."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments.models import Commitment, Language, Party
from commitments.people.rules.permissions import Person
from tracker.visibility import Audience, Reader


class FollowUpActionQuerySet(models.QuerySet["FollowUpAction"]):
    def visible_to(self, person: Person) -> FollowUpActionQuerySet:
        """Return all for the secretariat; for others their party's, and what is open to them."""
        return self.filter(Reader.of(person, timezone.now()).reads_marked_q())


class FollowUpAction(models.Model):
    """A law, policy, programme, institution, training, cooperation or budget of one party."""

    audited_as = "action"

    class Kind(models.TextChoices):
        LAW = "law", _("Law")
        POLICY = "policy", _("Policy")
        PROGRAMME = "programme", _("Program")
        INSTITUTION = "institution", _("Institution")
        TRAINING = "training", _("Training")
        COOPERATION = "cooperation", _("Cooperation")
        BUDGET = "budget", _("Budget")

    class Status(models.TextChoices):
        # Translators: as reports call them ("status." in documents/words/names.py); a test
        # compares. Feminine: the noun is "acción", "mesure", "ação".
        PLANNED = "planned", pgettext_lazy("follow-up action", "Planned")
        UNDER_WAY = "under_way", pgettext_lazy("follow-up action", "Under way")
        DONE = "done", pgettext_lazy("follow-up action", "Completed")
        SUSPENDED = "suspended", pgettext_lazy("follow-up action", "Suspended")
        ABANDONED = "abandoned", pgettext_lazy("follow-up action", "Abandoned")

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="actions")
    commitments = models.ManyToManyField(Commitment, related_name="actions")
    title = models.CharField(_("title"), max_length=300)
    description = models.TextField(_("description"), blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.PLANNED)
    percent = models.PositiveSmallIntegerField(_("percent completed"), default=0)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    cost = models.DecimalField(_("cost"), max_digits=18, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency (ISO 4217)"), max_length=3, blank=True)
    visibility = models.CharField(
        _("visibility"), max_length=20, choices=Audience, default=Audience.PARTY
    )
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField()
    sample = models.BooleanField(_("sample data"), default=False)

    objects = FollowUpActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up action")
        verbose_name_plural = _("follow-up actions")
        ordering = ["party__code", "due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    # The names in `Kind`, which a nested class body cannot use.
                    kind__in="law policy programme institution training cooperation budget".split()
                ),
                name="action_kind_valid",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["planned", "under_way", "done", "suspended", "abandoned"]),
                name="action_status_valid",
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="action_language_valid"
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=Audience.values), name="action_visibility_valid"
            ),
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100), name="action_percent_valid"
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(due_on__gte=F("starts_on")),
                name="action_dates_ordered",
            ),
            models.CheckConstraint(
                condition=Q(cost__isnull=True, currency="")
                | Q(cost__gte=0, currency__regex=r"^[A-Z]{3}$"),
                name="action_cost_with_currency",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Milestone(models.Model):
    """A milestone of an action: when it is due, and when it was reached."""

    action = models.ForeignKey(FollowUpAction, on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(_("title"), max_length=300)
    due_on = models.DateField(_("due on"))
    reached_on = models.DateField(_("reached on"), null=True, blank=True)
    sample = models.BooleanField(_("sample data"), default=False)

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["action", "due_on", "pk"]

    def __str__(self) -> str:
        return self.title
