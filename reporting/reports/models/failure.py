"""Why a report could not be made, and over whose text."""

from __future__ import annotations

from collections.abc import Mapping

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext_lazy as _

from commitments.models import Party
from tracker.fields import UPDATE

# Whose fields the names in a dataset are, beside those of updates.
_MODELS = {
    "actions": "tracker.FollowUpAction",
    "editorial": "reporting.StatusReport",
    "evidence": "tracker.Evidence",
    "milestones": "tracker.Milestone",
    "reservations": "commitments.Reservation",
}


class Failure(models.TextChoices):
    """Why a report did not come to be, in words for who has to do something about it."""

    DISK_FULL = (
        "disk_full",
        _("There was not enough disk space to write it. Free up space, then try again."),
    )
    OUT_OF_MEMORY = (
        "out_of_memory",
        _("It took more memory than a worker may use. Allow more, then try again."),
    )
    OUT_OF_TIME = (
        "out_of_time",
        _("It took longer than a task may take. Try again when fewer reports are being prepared."),
    )
    NOT_TYPESET = (
        "not_typeset",
        _(
            "The document could not be typeset. Pass on the message below to the "
            "people who run the service."
        ),
    )
    TEXT = (
        "text",
        _(
            "One of its texts could not be included in the document. Have it changed "
            "and request a new report, or tell the people who run the service."
        ),
    )
    WORKERS_DIED = (
        "workers_died",
        _("Workers were stopped repeatedly while preparing it, so it was abandoned."),
    )
    DISCARDED = (
        "discarded",
        _("The secretariat discarded it. It can be resumed."),
    )
    UNEXPECTED = (
        "unexpected",
        _(
            "An error occurred on our side. Try again; if it fails again, tell the "
            "people who run the service."
        ),
    )


def place_in_words(place: Mapping[str, str]) -> str:
    """Return whose text it is and where it stands, in the reader's language; "" for no place.

    `place`: `party`, `commitment`, `period` and `field`, as in
    `reporting.reports.commands.failing_text.Place`.
    """
    if not place:
        return ""
    party = Party.objects.filter(code=place["party"]).first()
    told = (
        party.name if party else place["party"],
        place["commitment"],
        place["period"],
        _field_in_words(place["field"]),
    )
    return " · ".join(filter(None, told))


def _field_in_words(field: str) -> str:
    """Return the label of a field of the dataset, or its own name where no form has it."""
    within = field.split(".")
    labels = {each.name: str(each.label) for each in UPDATE}
    if within[0] == "updates" and within[-1] in labels:
        return labels[within[-1]]
    for owner, name in zip(reversed(within[:-1]), reversed(within[1:]), strict=True):
        try:
            model = apps.get_model(_MODELS[owner])
            return f"{model._meta.verbose_name}: {model._meta.get_field(name).verbose_name}"
        except (KeyError, FieldDoesNotExist):
            continue
    return field
