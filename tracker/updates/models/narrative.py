"""The content of an update: the same fields in the working copy and in each revision."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.models import Language
from tracker.fields import UPDATE, ContentField, Kind
from tracker.visibility import Visibility


class Level(models.IntegerChoices):
    """Implementation level as the party reports it; `updates.rules.rubric` has its meaning."""

    NOT_STARTED = 0, _("Not started")
    INITIAL_STEPS = 1, _("Initial steps")
    PARTIAL = 2, _("Partial")
    SUBSTANTIAL = 3, _("Substantial")
    FULL = 4, _("Full")


class Channel(models.TextChoices):
    ONLINE = "online", _("Online")
    NOTE_VERBALE = "note_verbale", _("Note verbale")
    MAIL = "mail", _("Letter or e-mail")
    PUBLIC_SOURCE = "public_source", _("Public source")


CONTENT_FIELDS: Final = UPDATE.names  # a revision freezes these fields of the working copy
NARRATIVE_FIELDS: Final = tuple(field.name for field in UPDATE.narratives)


def _column(field: ContentField) -> models.Field[Any, Any]:
    """Return the column of a field, the same in the working copy and in the revision.

    Its verbose name comes from the name of the field, so that a new label needs no migration.
    """
    make = _CHOICES[field.name] if field.kind == Kind.CHOICE else _COLUMNS[field.kind]
    return make(field.name.replace("_", " "))


_Make = Callable[[str], "models.Field[Any, Any]"]
_COLUMNS: Final[Mapping[Kind, _Make]] = {
    Kind.LEVEL: lambda name: models.PositiveSmallIntegerField(
        name, null=True, blank=True, choices=Level
    ),
    Kind.YES_NO: lambda name: models.BooleanField(name, default=False),
    Kind.TEXT: lambda name: models.TextField(name, blank=True),
    Kind.COOPERATION: lambda name: models.JSONField(name, default=list, blank=True),
    Kind.MOMENT: lambda name: models.DateTimeField(name, null=True, blank=True),
}
_CHOICES: Final[Mapping[str, _Make]] = {
    "language": lambda name: models.CharField(
        name, max_length=2, choices=Language, blank=True, default=""
    ),
    "visibility": lambda name: models.CharField(
        name, max_length=20, choices=Visibility, default=Visibility.PUBLIC
    ),
}


class Narrative(models.Model):
    """The content. `cooperation_*` are lists of `{"theme": key, "text": text}`.

    The columns are made below from the declaration in `tracker.fields`. The annotations here are
    for the type checker; a field that no code names needs none.
    """

    level: models.PositiveSmallIntegerField[int | None, int | None]
    no_change: models.BooleanField[bool, bool]
    not_applicable_reason: models.TextField[str, str]
    summary: models.TextField[str, str]
    progress: models.TextField[str, str]
    challenges: models.TextField[str, str]
    next_steps: models.TextField[str, str]
    cooperation_needed: models.JSONField[list[dict[str, str]], list[dict[str, str]]]
    cooperation_offered: models.JSONField[list[dict[str, str]], list[dict[str, str]]]
    language: models.CharField[str, str]
    visibility: models.CharField[str, str]
    embargo_until: models.DateTimeField[datetime | None, datetime | None]

    class Meta:
        abstract = True

    @property
    def not_applicable(self) -> bool:
        return bool(self.not_applicable_reason)

    def content(self) -> dict[str, Any]:
        """Return the content fields by name, as Python values."""
        return {name: getattr(self, name) for name in CONTENT_FIELDS}


for _field in UPDATE:
    Narrative.add_to_class(_field.name, _column(_field))


def content_constraints(prefix: str) -> list[models.BaseConstraint]:
    """Return the constraints of a table with content; their names begin with `prefix`."""
    return [
        models.CheckConstraint(
            condition=Q(level__isnull=True) | Q(level__gte=0, level__lte=4),
            name=f"{prefix}_level_valid",
        ),
        models.CheckConstraint(
            condition=Q(language__in=["", *Language.values]), name=f"{prefix}_language_valid"
        ),
        models.CheckConstraint(
            condition=Q(visibility__in=["public", "member_states"]),
            name=f"{prefix}_visibility_valid",
        ),
    ]
