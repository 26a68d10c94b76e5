"""The content of an update: what one party says of one commitment in one period."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from django.utils.translation import gettext_lazy as _

from tracker.fields.declaration import EVERYWHERE, ContentField, Fields, Kind, ReportPart

# What the four texts of the party have in common, and what the two lists of cooperation have.
_NARRATIVE: Final = ContentField(
    "",
    Kind.TEXT,
    "",
    narrative=True,
    compared=True,
    begun=True,
    carried=True,
    searched="B",
    documents=EVERYWHERE,
)
_COOPERATION: Final = ContentField(
    "", Kind.COOPERATION, "", begun=True, carried=True, documents=frozenset({ReportPart.ANNEX})
)

UPDATE: Final = Fields(
    (
        ContentField(
            "level",
            Kind.LEVEL,
            _("Implementation level"),
            help=_("As reported by your party."),
            nullable=True,
            begun=True,
        ),
        ContentField("no_change", Kind.YES_NO, _("No change"), begun=True),
        ContentField(
            "not_applicable_reason",
            Kind.TEXT,
            _("Why it does not apply"),
            rows=2,
            searched="B",
            compared=True,
            begun=True,
            documents=EVERYWHERE,
        ),
        replace(
            _NARRATIVE,
            name="summary",
            label=_("Summary"),
            help=_("Shown first, and in lists and reports: about 300 to 600 characters."),
            required=True,
            lead=True,
            searched="A",
            example="A national prevention policy is in force.",
        ),
        replace(
            _NARRATIVE,
            name="progress",
            label=_("Progress"),
            help=_("What was done, and with what results: up to about 3,000 characters."),
            rows=7,
            example="Committees work in 42 municipalities.",
        ),
        replace(
            _NARRATIVE,
            name="challenges",
            label=_("Challenges"),
            help=_("What the obstacles are, and for whom."),
            example="Budget for the second phase is not yet approved.",
        ),
        replace(
            _NARRATIVE,
            name="next_steps",
            label=_("Next steps"),
            help=_("What comes next, by when, and by whom."),
            example="Extend the program to two more departments.",
        ),
        replace(_COOPERATION, name="cooperation_needed", label=_("Cooperation requested")),
        replace(_COOPERATION, name="cooperation_offered", label=_("Cooperation offered")),
        ContentField(
            "language", Kind.CHOICE, _("Language of the text"), required=True, carried=True
        ),
        ContentField("visibility", Kind.CHOICE, _("Who may read it once accepted")),
        ContentField(
            "embargo_until",
            Kind.MOMENT,
            _("Embargo until (UTC)"),
            help=_("Only your party and the secretariat can read it before then."),
            nullable=True,
        ),
    )
)
