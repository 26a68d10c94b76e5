"""The content of an update: what one party says of one commitment in one period."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from tracker.fields.declaration import EVERYWHERE, ContentField, Document, Fields, Kind

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
        ContentField(
            name="summary",
            kind=Kind.TEXT,
            label=_("Summary"),
            help=_("Shown first, and in lists and reports: about 300 to 600 characters."),
            required=True,
            narrative=True,
            lead=True,
            searched="A",
            compared=True,
            begun=True,
            carried=True,
            documents=EVERYWHERE,
            example="A national prevention policy is in force.",
        ),
        ContentField(
            name="progress",
            kind=Kind.TEXT,
            label=_("Progress"),
            help=_("What was done, and with what results: up to about 3,000 characters."),
            rows=7,
            narrative=True,
            searched="B",
            compared=True,
            begun=True,
            carried=True,
            documents=EVERYWHERE,
            example="Committees work in 42 municipalities.",
        ),
        ContentField(
            name="challenges",
            kind=Kind.TEXT,
            label=_("Challenges"),
            help=_("What the obstacles are, and for whom."),
            narrative=True,
            searched="B",
            compared=True,
            begun=True,
            carried=True,
            documents=EVERYWHERE,
            example="Budget for the second phase is not yet approved.",
        ),
        ContentField(
            name="next_steps",
            kind=Kind.TEXT,
            label=_("Next steps"),
            help=_("What comes next, by when, and by whom."),
            narrative=True,
            searched="B",
            compared=True,
            begun=True,
            carried=True,
            documents=EVERYWHERE,
            example="Extend the programme to two more departments.",
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
