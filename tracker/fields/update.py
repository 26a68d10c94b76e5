"""The content of an update: what one party says of one commitment in one period."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from tracker.fields.declaration import EVERYWHERE, ContentField, Document, Fields, Kind


def _narrative(**options: Any) -> ContentField:
    """Return a field of the party's running words."""
    every: dict[str, Any] = {"narrative": True, "compared": True, "begun": True, "carried": True}
    usual: dict[str, Any] = {"searched": "B", "documents": EVERYWHERE}
    return ContentField(kind=Kind.TEXT, **every, **(usual | options))


UPDATE: Final = Fields(
    (
        ContentField(
            name="level",
            kind=Kind.LEVEL,
            label=_("Implementation level"),
            help=_("As reported by your party."),
            nullable=True,
            begun=True,
        ),
        ContentField(name="no_change", kind=Kind.YES_NO, label=_("No change"), begun=True),
        ContentField(
            name="not_applicable_reason",
            kind=Kind.TEXT,
            label=_("Why it does not apply"),
            rows=2,
            searched="B",
            compared=True,
            begun=True,
            documents=EVERYWHERE,
        ),
        _narrative(
            name="summary",
            label=_("Summary"),
            help=_("Shown first, and in lists and reports: about 300 to 600 characters."),
            required=True,
            lead=True,
            searched="A",
            example="A national prevention policy is in force.",
        ),
        _narrative(
            name="progress",
            label=_("Progress"),
            help=_("What was done, and with what results: up to about 3,000 characters."),
            rows=7,
            example="Committees work in 42 municipalities.",
        ),
        _narrative(
            name="challenges",
            label=_("Challenges"),
            help=_("What the obstacles are, and for whom."),
            example="Budget for the second phase is not yet approved.",
        ),
        _narrative(
            name="next_steps",
            label=_("Next steps"),
            help=_("What comes next, by when, and by whom."),
            example="Extend the program to two more departments.",
        ),
        ContentField(
            name="cooperation_needed",
            kind=Kind.COOPERATION,
            label=_("Cooperation requested"),
            begun=True,
            carried=True,
            documents=frozenset({Document.ANNEX}),
        ),
        ContentField(
            name="cooperation_offered",
            kind=Kind.COOPERATION,
            label=_("Cooperation offered"),
            begun=True,
            carried=True,
            documents=frozenset({Document.ANNEX}),
        ),
        ContentField(
            name="language",
            kind=Kind.CHOICE,
            label=_("Language of the text"),
            required=True,
            carried=True,
        ),
        ContentField(
            name="visibility",
            kind=Kind.CHOICE,
            label=_("Who may read it once accepted"),
        ),
        ContentField(
            name="embargo_until",
            kind=Kind.MOMENT,
            label=_("Embargo until (UTC)"),
            help=_("Only your party and the secretariat can read it before then."),
            nullable=True,
        ),
    )
)
