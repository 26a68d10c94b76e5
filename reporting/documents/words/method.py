"""How the report counts: a sentence for each rule."""

from __future__ import annotations

from typing import Final

from reporting.documents.words.messages import Message, gettext_noop

METHOD: Final[dict[str, Message]] = {
    "method.counts": gettext_noop(
        "A rate counts one update for each commitment that a party in the roster is addressed by "
        "and has not discharged; that number is given beside it. Updates beyond it are voluntary: "
        "they are shown and counted in no rate."
    ),
    "method.outcomes": gettext_noop(
        "Each of those updates counts as one thing: reported (accepted), received (submitted and "
        "not yet reviewed; it shows nothing and has a number of its own), awaited (nothing "
        "submitted and the period not over; overdue once its due date is past), or not reported "
        "(the period ended with nothing submitted)."
    ),
    "method.latest": gettext_noop(
        "For each of them the report takes the latest update accepted within the periods covered, "
        "as of %(as_of)s. Accepted means complete and in order, not agreed with."
    ),
    "method.levels": gettext_noop(
        "Levels are what a party says of itself. Where the tracker entered an update from a public "
        "source, the update says so."
    ),
    "method.late": gettext_noop(
        "Late means first submitted after the period’s due date; what is late is reported all the "
        "same."
    ),
    "method.median": gettext_noop(
        "The level of a paragraph is the lower median of the levels on its commitments, once half "
        "of them are reported; the counts by level stand beside it."
    ),
    "method.moves": gettext_noop(
        "A level is compared with that of the party’s previous accepted update on the same "
        "commitment, of an earlier period than its own. What has no earlier answer is in no "
        "comparison. The level of a paragraph is compared over the commitments that have both."
    ),
    "method.compared": gettext_noop(
        "The counts of a report on a period are compared with those of the previous period, the "
        "counts of a report on a cycle with those of the previous cycle, all as of the moment of "
        "the report."
    ),
    "method.trend": gettext_noop(
        "In the trend each period is counted by itself, as of the same moment as the report; the "
        "comparison with the last report is with the frozen dataset of that report."
    ),
    "method.rounding": gettext_noop(
        "Percentages are rounded to one decimal; 0.0%% and 100.0%% stand only where exact."
    ),
    "method.undecided": gettext_noop(
        "A party whose participation is undecided is counted in no rate; whoever is out of the "
        "roster may report voluntarily."
    ),
    "method.audience": gettext_noop(
        "This report is for: %(audience)s. What was reported to member states only, or is under "
        "embargo, counts as reported; no public report shows its level or its words."
    ),
    "method.rank": gettext_noop("States are listed by name and never ranked."),
    "method.words": gettext_noop(
        "The parties’ words stand in the language they were written in, marked where it is another "
        "than this document’s."
    ),
    "method.translations": gettext_noop(
        "A translation stands under what it translates and says whether the party made it; all "
        "others are unofficial."
    ),
    "method.indicators": gettext_noop(
        "Indicators are values published by others up to the last whole year before the report’s "
        "date, for whole populations; the sources are in annex %(annex)s."
    ),
    "method.checksum": gettext_noop(
        "All numbers come from one frozen dataset, whose SHA-256 checksum is %(sha256)s."
    ),
    "method.check": gettext_noop(
        "To check a file, give it or this checksum to the tracker’s page “Check a file” "
        "(reports/check): it says which report it is."
    ),
}
