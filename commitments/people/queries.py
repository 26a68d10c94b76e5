"""Queries on people."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from commitments.models import Designation, User
from commitments.people.rules.permissions import Person


def visible_people(person: Person) -> QuerySet[User]:
    """Return the people whom a person may see, with their designations, the newest first."""
    designations = Designation.objects.select_related("party").order_by("-valid_from", "pk")
    return User.objects.visible_to(person).prefetch_related(
        Prefetch("designations", queryset=designations)
    )
