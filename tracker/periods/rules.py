"""Who may run periods."""

from __future__ import annotations

from commitments.people.rules.permissions import Person, is_officer


def may_run_periods(person: Person) -> bool:
    """May plan, open, close and amend them, and decide on the roster."""
    return is_officer(person)
