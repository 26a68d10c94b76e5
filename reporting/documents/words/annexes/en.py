"""The words of the documents' annexes in English."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    # Annexes
    "annex": "Annex {letter}. {title}",
    "annex.method": "Method",
    "method.counts": (
        "A rate counts one update for each commitment that a party in the roster is addressed"
        " by and has not discharged; that number is given beside it. Updates beyond it are "
        "voluntary: they are shown and counted in no rate."
    ),
    "method.outcomes": (
        "Each of those updates counts as one thing: reported (accepted), received (submitted "
        "and not yet reviewed; it shows nothing and has a number of its own), awaited "
        "(nothing submitted and the period not over; overdue once its due date is past), or "
        "not reported (the period ended with nothing submitted)."
    ),
    "method.latest": (
        "For each of them the report takes the latest update accepted within the periods covered, "
        "as of {as_of}. Accepted means complete and in order, not agreed with."
    ),
    "method.levels": (
        "Levels are what a party says of itself. Where the tracker entered an update from a public "
        "source, the update says so."
    ),
    "method.late": (
        "Late means first submitted after the period’s due date; what is late is reported all "
        "the same."
    ),
    "method.median": (
        "The level of a paragraph is the lower median of the levels on its commitments, once half "
        "of them are reported; the counts by level stand beside it."
    ),
    "method.moves": (
        "A level is compared with that of the party’s previous accepted update on the same "
        "commitment, of an earlier period than its own. What has no earlier answer is in no "
        "comparison. The level of a paragraph is compared over the commitments that have "
        "both."
    ),
    "method.compared": (
        "The counts of a report on a period are compared with those of the previous period, "
        "the counts of a report on a cycle with those of the previous cycle, all as of the "
        "moment of the report."
    ),
    "method.trend": (
        "In the trend each period is counted by itself, as of the same moment as the report; the "
        "comparison with the last report is with the frozen dataset of that report."
    ),
    "method.rounding": (
        "Percentages are rounded to one decimal; 0.0% and 100.0% stand only where exact."
    ),
    "method.undecided": (
        "A party whose participation is undecided is counted in no rate; whoever is out of "
        "the roster may report voluntarily."
    ),
    "method.audience": (
        "This report is for: {audience}. What was reported to member states only, or is under "
        "embargo, counts as reported; no public report shows its level or its words."
    ),
    "method.rank": "States are listed by name and never ranked.",
    "method.words": (
        "The parties’ words stand in the language they were written in, marked where it is another "
        "than this document’s."
    ),
    "method.translations": (
        "A translation stands under what it translates and says whether the party made it; all "
        "others are unofficial."
    ),
    "method.indicators": (
        "Indicators are values published by others up to the last whole year before the report’s "
        "date, for whole populations; the sources are in annex {annex}."
    ),
    "method.checksum": (
        "All numbers come from one frozen dataset, whose SHA-256 checksum is {sha256}."
    ),
    "method.check": (
        "To check a file, give it or this checksum to the tracker’s page “Check a file” "
        "(reports/check): it says which report it is."
    ),
    "annex.rubric": "What the levels mean",
    "rubric.caption": "The rubric of levels",
    "rubric.level": "Level",
    "rubric.meaning": "Meaning",
    "annex.roster": "Roster and denominators",
    "roster.caption": "Who was asked, and how many updates each owes",
    "roster.decision": "In the roster",
    "roster.standing": "Standing",
    "roster.reason": "Reason",
    "decision.in": "In",
    "decision.out": "Out",
    "decision.undecided": "Undecided",
    "decision.": "–",
    "standing.participating": "Participating",
    "standing.suspended": "Suspended",
    "standing.excluded": "Excluded",
    "standing.not_participating": "Not participating",
    "standing.withdrawing": "Withdrawing",
    "standing.withdrawn": "Withdrawn",
    "standing.disputed": "Disputed",
    "total": "Total",
    "annex.reservations": "Reservations",
    "reservations.none": "No reservation is recorded.",
    "reservation.on": "{state}, on {object} ({date})",
    "reservation.instrument": "the instrument",
    "annex.moves": "Levels that moved",
    "moves.caption": "Levels that differ from the previous accepted update",
    "annex.updates": "Every update in full",
    "updates.none": "There is no update to show.",
    "updates.intro": (
        "{n} update, in the words of its party.",
        "{n} updates, by commitment, then by party’s name, in the words of each party.",
    ),
    "translation.of": "{field} – {translation}",
    "update.meta": "Level as reported by the party: {level}.",
    "update.meta.source": "Entered from a public source, no party has entered it; level: {level}.",
    "update.before": "Previously: {level}.",
    "update.no_change": "Reported as no change.",
    "update.late": "Late.",
    "update.unsolicited": "Voluntary (not counted in rates).",
    "update.undecided": "Standing undecided (not counted in rates).",
    "update.period": "Period {period}, revision {revision}, submitted {date}.",
    "update.channel": "How it came: {channel} ({document}).",
    "update.channel.plain": "How it came: {channel}.",
    "update.member_states": "Member states only.",
    "channel.online": "online entry",
    "channel.note_verbale": "note verbale",
    "channel.mail": "mail",
    "channel.public_source": "public source",
    "field.actions": "Follow-up actions",
    "field.evidence": "Evidence",
    "annex.sources": "Sources",
    "sources.text": (
        "Text: {symbol}, {title}, adopted on {date}, {at}; text in {language}, SHA-256 {sha256}."
    ),
    "sources.titles": "The title in {language} is not verified against an authentic text.",
    "sources.indicator": "{title}: {source}",
    "sources.update": "{party}, {commitment}: {document}",
    "sources.evidence": "The evidence stands with each update in annex {annex}: {n} in all.",
}
