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
    "summary.head": (
        "Of {due} {due:update|updates} due, {reported} {reported:was|were} reported ({percent})."
    ),
    "summary.head.none": "Of {due} {due:update|updates} due, none was reported.",
    "summary.head.nothing": "No update was due.",
    "summary.parties": (
        "{owing} {of:owes|owe} at least one update; {some} {n:has|have} reported at least one."
    ),
    "summary.parties.none": "{owing} {of:owes|owe} at least one update; none has reported any.",
    "summary.late": "Of {reported} reported, {n} came after the due date.",
    "summary.withheld": (
        "{n} of those reported is not public: it counts as reported and shows no level.",
        "{n} of those reported are not public: they count as reported and show no level.",
    ),
    "summary.before": "In the period before ({period}): {rate}.",
    "summary.before.plain": "In the period before: {rate}.",
    "summary.undecided": (
        "Whether {names} takes part is undecided: it counts neither as due nor as silent.",
        "Whether {names} take part is undecided: they count neither as due nor as silent.",
    ),
    "summary.levels": "Levels now and at the period before",
    "summary.levels.now": "Levels now",
    "summary.now": "Now",
    "summary.share": "Share of those due",
    "summary.before.column": "Before",
    "summary.due": "Due",
    "summary.chart": "Updates due by level",
    "summary.moved": "What moved",
    "summary.moved.of": (
        "Of {of} {of:update|updates} with a level now and at the party’s last accepted update "
        "before, {up} rose, {down} fell and {same} stayed the same."
    ),
    "summary.moved.incomparable": (
        "No level can be compared: no update has one both now and before."
    ),
    "summary.moved.none": "No level moved against the last one accepted before.",
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
        "Of {owing} that {of:owes|owe} an update, {silent} {n:has|have} reported nothing."
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
    "since.rates": "Updates reported of those due, then: {before}; now: {now}.",
    "since.first": (
        "No report of this kind was issued before. Levels are compared with those of each party’s "
        "last accepted update before the periods covered."
    ),
    "since.nothing": "Nothing moved.",
    "since.levels": "Levels raised and lowered, by party: before → now",
    "change.raised": "Raised ({n})",
    "change.lowered": "Lowered ({n})",
    "change.reported": "Newly reported ({n})",
    "change.unreported": "No longer reported ({n})",
    "change.now_applicable": "Applicable now ({n})",
    "change.now_not_applicable": "Not applicable now ({n})",
    "change.reworded": "In other words, the level unchanged ({n})",
    "change.asked": "Newly due ({n})",
    "change.not_asked": "No longer due ({n})",
    "change.duties": "Duties of bodies that read otherwise ({n})",
    "change.actions_new": "Follow-up actions, new ({n})",
    "change.actions_done": "Follow-up actions, done since ({n})",
    "change.actions_overdue": "Follow-up actions, overdue since ({n})",
    # Trend
    "trend": "All periods",
    "trend.words": (
        "From {first} to {last} the share of updates due that were reported went from {before} to "
        "{now}; the share at substantial or full, from {high_before} to {high_now}."
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
