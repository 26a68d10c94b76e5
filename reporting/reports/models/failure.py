"""Why a report could not be made, and because of whose text."""

from __future__ import annotations

from collections.abc import Mapping

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext_lazy as _

from commitments.models import Party
from tracker.fields import UPDATE

# The model of each part of a dataset, apart from updates.
_MODELS = {
    "actions": "tracker.FollowUpAction",
    "editorial": "reporting.StatusReport",
    "evidence": "tracker.Evidence",
    "milestones": "tracker.Milestone",
    "reservations": "commitments.Reservation",
}


class Failure(models.TextChoices):
    """Why a report could not be made, with advice for the person who has to act."""

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
    DISCARDED = ("discarded", _("The secretariat discarded it. It can be resumed."))
    UNEXPECTED = (
        "unexpected",
        _(
            "An error occurred on our side. Try again; if it fails again, tell the "
            "people who run the service."
        ),
    )


def describe_text(location: Mapping[str, str]) -> str:
    """Return party, commitment, period and field of a text in the reader's language; "" for none.

    `location`: the fields of `reporting.reports.commands.failing_text.TextLocation`, or nothing.
    """
    if not location:
        return ""
    party = Party.objects.filter(code=location["party"]).first()
    parts = (
        party.name if party else location["party"],
        location["commitment"],
        location["period"],
        _field_label(location["field"]),
    )
    return " · ".join(filter(None, parts))


def _field_label(field: str) -> str:
    """Return the label of a field of the dataset, or its path if no model has such a field."""
    within = field.split(".")
    labels = {declared.name: str(declared.label) for declared in UPDATE}
    if within[0] == "updates" and within[-1] in labels:
        return labels[within[-1]]
    for owner, name in zip(reversed(within[:-1]), reversed(within[1:]), strict=True):
        try:
            model = apps.get_model(_MODELS[owner])
            return f"{model._meta.verbose_name}: {model._meta.get_field(name).verbose_name}"
        except (KeyError, FieldDoesNotExist):
            continue
    return field
