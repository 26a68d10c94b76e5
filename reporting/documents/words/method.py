"""How the report counts: a sentence for each rule."""

from __future__ import annotations

from typing import Final

from reporting.documents.words.messages import Message, gettext_noop

METHOD: Final[dict[str, Message]] = {
    "method.counts": gettext_noop(
        "A rate counts one update for each commitment that is addressed to a party on the roster "
        "and that the party has not discharged; that number is given beside it. Any other updates "
        "are voluntary: they are shown and are not counted in any rate."
    ),
    "method.outcomes": gettext_noop(
        "Each of those updates counts as one thing: reported (accepted), received (submitted and "
        "not yet reviewed; nothing of it is shown, and it is counted separately), awaited (nothing "
        "submitted and the period not over; overdue once its due date is past), or not reported "
        "(the period ended with nothing submitted)."
    ),
    "method.latest": gettext_noop(
        "For each of them the report takes the latest update accepted within the periods covered, "
        "as of %(as_of)s. “Accepted” means complete and in order; it does not mean agreement with "
        "what the update says."
    ),
    "method.levels": gettext_noop(
        "Levels are self-reported. Where the tracker entered an update from a public source, the "
        "update indicates this."
    ),
    "method.late": gettext_noop(
        "“Late” means first submitted after the period’s due date; a late update counts as "
        "reported."
    ),
    "method.median": gettext_noop(
        "The level of a paragraph is the lower median of the levels on its commitments, once half "
        "of them are reported; the counts by level are given beside it."
    ),
    "method.moves": gettext_noop(
        "A level is compared with that of the party’s previous accepted update on the same "
        "commitment, from an earlier period. Without an earlier answer, nothing is compared. The "
        "level of a paragraph is compared over the commitments that have both."
    ),
    "method.compared": gettext_noop(
        "The counts of a report on a period are compared with those of the previous period, the "
        "counts of a report on a cycle with those of the previous cycle, all as of the moment of "
        "the report."
    ),
    "method.trend": gettext_noop(
        "In the trend, each period is counted separately, as of the same moment as the report; the "
        "comparison with the last report is with the frozen dataset of that report."
    ),
    "method.rounding": gettext_noop(
        "Percentages are rounded to one decimal; 0.0%% and 100.0%% are given only where exact."
    ),
    "method.undecided": gettext_noop(
        "A party whose participation is undecided is not counted in any rate; a party that is not "
        "on the roster may report voluntarily."
    ),
    "method.audience": gettext_noop(
        "Distribution of this report: %(audience)s. What was reported to member states only, or is "
        "under embargo, counts as reported; no public report shows its level or its text."
    ),
    "method.rank": gettext_noop("States are listed by name and are never ranked."),
    "method.words": gettext_noop(
        "The parties’ texts are given in the language in which they were written, marked where it "
        "is not the language of this document."
    ),
    "method.translations": gettext_noop(
        "A translation is given under what it translates, with whether the party made it; all "
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
        "To check a file, upload it, or enter this checksum, on the tracker’s page “Check a file” "
        "(reports/check), which indicates the report that it belongs to."
    ),
}
