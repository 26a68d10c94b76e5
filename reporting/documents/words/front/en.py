"""The words of the front in English."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    # Cover
    "title.unofficial": "{title} (unofficial title)",
    "cover.text": "The text of the instrument is quoted in {language}: no other is at hand.",
    "cover.check": (
        "To check a file of this report, give it, or its own SHA-256, or the checksum above, to "
        "the tracker’s page “Check a file”."
    ),
    # The secretariat's words
    "cover_note": "Cover note",
    "foreword": "Foreword",
    "editorial.by": "Words of the secretariat. They change none of the numbers of this report.",
    "editorial.language": "This text is at hand in {language} alone.",
    # Another report
    "report.named": "report {symbol}, as of {as_of}",
    "report.unnamed": "the report as of {as_of}",
    "report.checksum": "SHA-256 of the dataset of that report: {sha256}",
    # Correction
    "correction": "Revision {revision}: what changed",
    "correction.of": "This document corrects {report}.",
    "correction.reason": "Reason",
    "correction.changes": "What changed",
    "correction.nothing": "No level and no word of a party changed.",
    # Summary
    "summary": "Summary",
    "who.states": "{n} {n:member state|member states}",
    "who.bodies": "{n} {n:body|bodies}",
    "who.both": "{states} and {bodies}",
    "rate": "{reported} of {due} ({percent})",
    "rate.none": "nothing was due",
    "scope.cycle": "this cycle ({periods})",
    "scope.cycle.short": "This cycle",
    "scope.cycle.before": "the cycle to the {session} regular session ({periods})",
    "scope.cycle.before.short": "Previous cycle",
    "summary.head": (
        "Of {due} {due:update|updates} due, {reported} {reported:was|were} reported ({percent})."
    ),
    "summary.head.none": "Of {due} {due:update|updates} due, none was reported.",
    "summary.head.nothing": "No update was due.",
    "summary.parties": (
        "{owing} {of:was|were} invited to report; {some} {n:has|have} reported at least once."
    ),
    "summary.parties.none": ("{owing} {of:was|were} invited to report; none has reported yet."),
    "summary.late": "Of {reported} reported, {n} came after the due date.",
    "summary.withheld": (
        "{n} of those reported is not public: it counts as reported and shows no level.",
        "{n} of those reported are not public: they count as reported and show no level.",
    ),
    "summary.received": (
        "A further {n} has been received and is not yet reviewed.",
        "A further {n} have been received and are not yet reviewed.",
    ),
    "summary.awaited": "Still awaited: {n}, of which past the due date: {overdue}.",
    "summary.before": "Reported in {scope}: {now}; in {before}: {rate}.",
    "summary.before.none": "There is no earlier period to compare with.",
    "summary.before.none.cycle": "There is no earlier cycle to compare with.",
    "summary.undecided": (
        ("Whether {names} takes part is undecided: it is counted in no rate."),
        ("Whether {names} take part is undecided: they are counted in no rate."),
    ),
    "summary.levels": "Levels in {scope} and in {before}",
    "summary.levels.now": "Levels in {scope}",
    "summary.share": "Share of those due",
    "summary.due": "Due",
    "summary.chart": "Updates due by level",
    "summary.moved": "What moved",
    "summary.moved.of": (
        "Of {of} {of:update|updates} with a level and an earlier accepted update with a "
        "level, {up} rose, {down} fell and {same} stayed the same. Each is compared with its "
        "own party’s previous accepted update, of an earlier period."
    ),
    "summary.moved.incomparable": (
        "No level can be compared: no update has an earlier accepted update with a level."
    ),
    "summary.moved.none": ("No level differs from that of the party’s previous accepted update."),
    "summary.moved.since": (
        "Since the last report, as of {as_of}: {raised} {raised:level|levels} raised, {lowered} "
        "lowered; {new} {new:update|updates} newly reported, {gone} no longer reported."
    ),
    "summary.out": "What stands out",
    "summary.out.least": "Least reported: {names}, with {reported} of {due} updates ({percent}).",
    "summary.out.high": (
        "Most often substantial or full: {names}, in {n} of {due} updates due ({percent})."
    ),
    "summary.out.silent": (
        "Of {owing} invited to report, {silent} {n:has|have} not submitted any update."
    ),
    "summary.out.overdue": (
        "Of {of} follow-up {of:action|actions}, {n} {n:is|are} past {n:its|their} date and not "
        "done."
    ),
    "summary.out.duties": (
        "Of {of} {of:duty|duties} of bodies, {n} {n:is|are} past {n:its|their} deadline and not "
        "discharged."
    ),
    "summary.out.needed": "Cooperation was requested {needed} {needed:time|times}.",
    "summary.out.offered": "Cooperation was offered {offered} {offered:time|times}.",
    "summary.out.nothing": "Nothing was reported.",
    "paragraph.name": "paragraph {reference}",
    "paragraph.names": ("paragraph {names}", "paragraphs {names}"),
    # States
    "states": "States and bodies, and where to find them",
    "states.intro": (
        "Each by name, how many of its updates due were reported, and what it reported on. Every "
        "update stands in full in annex {annex}."
    ),
    "states.caption": "Where each party stands in this report",
    "states.paragraphs": "Paragraphs it reported on",
    "states.commitments": "Commitments it reported on",
    "states.withheld": "not public",
    # What moved
    "since": "What moved",
    "since.with": "Since {report}, the last of its kind that was issued.",
    "since.rates": ("Updates reported of those due: {before} as of {then}; {rate} as of {as_of}."),
    "since.first": (
        "No report of this kind was issued earlier. Levels are compared with those of each "
        "party’s previous accepted update on the same commitment, of an earlier period."
    ),
    "since.nothing": "Nothing moved.",
    "since.levels": "Levels raised and lowered, by party: earlier → later",
    "change.raised": "Raised ({n})",
    "change.lowered": "Lowered ({n})",
    "change.reported": "Newly reported ({n})",
    "change.unreported": "No longer reported ({n})",
    "change.now_applicable": "A level where the commitment did not apply ({n})",
    "change.now_not_applicable": "Not applicable where there was a level ({n})",
    "change.reworded": "Reworded, same level ({n})",
    "change.asked": "Newly due ({n})",
    "change.not_asked": "No longer due ({n})",
    "change.duties": "Duties of bodies that read otherwise ({n})",
    "change.actions_new": "Follow-up actions, new ({n})",
    "change.actions_done": "Follow-up actions, done since ({n})",
    "change.actions_overdue": "Follow-up actions, overdue since ({n})",
    # Trend
    "trend": "All periods",
    "trend.words": (
        "From {first} to {last} the share of updates due that were reported went from "
        "{before} to {now}; the share at substantial or full, from {high_before} to "
        "{high_now}."
    ),
    "trend.note": (
        "Each period is counted by itself, as of the moment of this report. A report on several "
        "periods takes the latest update of all of them, so its own count may be higher."
    ),
    "trend.one": "Only one period is on record, {period}: {rate}. A trend takes two.",
    "trend.none": "No period with updates due is on record.",
    "trend.chart": "Updates due by level, as shares of each period",
    "trend.alternative": "Stacked columns of updates due by level, one for each period. {rows}",
    "trend.row": "{period}: {reported} of {due} reported, {high} of them substantial or full.",
    "trend.table": "Updates due by level and period",
    "trend.period": "Period",
    "trend.sample": "{period} (sample)",
}
