"""The constraints of tables, in the words of the models."""

from __future__ import annotations

from django.db.models import CheckConstraint, F, Q, UniqueConstraint


def check(name: str, condition: Q) -> CheckConstraint:
    """Return the constraint that this condition holds for every row."""
    return CheckConstraint(condition=condition, name=name)


def unique(name: str, *fields: str) -> UniqueConstraint:
    """Return the constraint that no two rows have the same values in these fields."""
    return UniqueConstraint(fields=fields, name=name)


def after_or_open(end: str, start: str) -> Q:
    """Return the condition that an interval ends after its start, or has no end."""
    return Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": F(start)})


def both_or_neither(moment: str, text: str) -> Q:
    """Return the condition that a moment is given with the text that explains it, or neither."""
    return Q(**{f"{moment}__isnull": True, text: ""}) | (
        Q(**{f"{moment}__isnull": False}) & ~Q(**{text: ""})
    )
