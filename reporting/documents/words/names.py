"""What is named by a key: levels, kinds, standings, channels, units, languages …"""

from __future__ import annotations

from typing import Final

from reporting.documents.words.messages import Message, gettext_noop, pgettext_noop

NAMES: Final[dict[str, Message]] = {
    "title.assembly": gettext_noop("Status report to the General Assembly"),
    "title.council": gettext_noop("Status report to the Permanent Council"),
    "language.en": pgettext_noop("language", "English"),
    "language.es": pgettext_noop("language", "Spanish"),
    "language.fr": pgettext_noop("language", "French"),
    "language.pt": pgettext_noop("language", "Portuguese"),
    "audience.public": pgettext_noop("distribution", "Public"),
    "audience.member_states": pgettext_noop("distribution", "Member states only"),
    "level.0": pgettext_noop("level", "Not started"),
    "level.1": pgettext_noop("level", "Initial steps"),
    "level.2": pgettext_noop("level", "Partial"),
    "level.3": pgettext_noop("level", "Substantial"),
    "level.4": pgettext_noop("level", "Full"),
    "level.na": pgettext_noop("level", "Not applicable"),
    "means.level.na": gettext_noop("How many of those due do not apply, with a reason given"),
    "level.na.short": pgettext_noop("level, in short", "n/a"),
    "level.withheld": pgettext_noop("level", "Reported, not public"),
    "means.level.withheld": gettext_noop(
        "How many were reported, but not to the readers of this report"
    ),
    "level.withheld.short": pgettext_noop("level, in short", "Not public"),
    "level.received": pgettext_noop("level", "Received, not yet reviewed"),
    "means.level.received": gettext_noop(
        "How many are submitted and not yet reviewed: nothing of them is shown"
    ),
    "level.received.short": pgettext_noop("level, in short", "Received"),
    "level.awaited": pgettext_noop("level", "Awaited"),
    "means.level.awaited": gettext_noop(
        "How many have nothing submitted while the period is not over"
    ),
    "level.silent": pgettext_noop("level", "Not reported"),
    "means.level.silent": gettext_noop(
        "Of how many nothing had been submitted when the period ended"
    ),
    "level.few": pgettext_noop("level", "Fewer than half reported"),
    "level.note": gettext_noop("Levels are self-reported. States are not ranked."),
    "tracking.per_state": pgettext_noop("who reports", "Per state"),
    "tracking.per_body": pgettext_noop("who reports", "Per body"),
    "nature.continuing": pgettext_noop("nature of a commitment", "Continuing"),
    "nature.one_off": pgettext_noop("nature of a commitment", "One-off"),
    "kind.state": pgettext_noop("kind of party", "Member state"),
    "kind.body": pgettext_noop("kind of party", "Body"),
    "change.raised": pgettext_noop("list of changes", "Raised (%(count)s)"),
    "change.lowered": pgettext_noop("list of changes", "Lowered (%(count)s)"),
    "change.reported": pgettext_noop("list of changes", "Newly reported (%(count)s)"),
    "change.unreported": pgettext_noop("list of changes", "No longer reported (%(count)s)"),
    "change.now_applicable": pgettext_noop(
        "list of changes", "A level where the commitment did not apply (%(count)s)"
    ),
    "change.now_not_applicable": pgettext_noop(
        "list of changes", "Not applicable where there was a level (%(count)s)"
    ),
    "change.reworded": pgettext_noop("list of changes", "Reworded, same level (%(count)s)"),
    "change.asked": pgettext_noop("list of changes", "Newly due (%(count)s)"),
    "change.not_asked": pgettext_noop("list of changes", "No longer due (%(count)s)"),
    "change.duties": pgettext_noop(
        "list of changes", "Duties of bodies whose status changed (%(count)s)"
    ),
    "change.actions_new": pgettext_noop("list of changes", "Follow-up actions, new (%(count)s)"),
    "change.actions_done": pgettext_noop(
        "list of changes", "Follow-up actions, completed since (%(count)s)"
    ),
    "change.actions_overdue": pgettext_noop(
        "list of changes", "Follow-up actions, overdue since (%(count)s)"
    ),
    "kind.law": pgettext_noop("kind of action", "Law"),
    "kind.policy": pgettext_noop("kind of action", "Policy"),
    "kind.programme": pgettext_noop("kind of action", "Program"),
    "kind.institution": pgettext_noop("kind of action", "Institution"),
    "kind.training": pgettext_noop("kind of action", "Training"),
    "kind.cooperation": pgettext_noop("kind of action", "Cooperation"),
    "kind.budget": pgettext_noop("kind of action", "Budget"),
    "status.planned": pgettext_noop("status of an action", "Planned"),
    "status.under_way": pgettext_noop("status of an action", "Under way"),
    "status.done": pgettext_noop("status of an action", "Completed"),
    "status.suspended": pgettext_noop("status of an action", "Suspended"),
    "status.abandoned": pgettext_noop("status of an action", "Abandoned"),
    "duties.rubric.pending": pgettext_noop("duty of a body", "Pending"),
    "duties.rubric.under_way": pgettext_noop("duty of a body", "Under way"),
    "duties.rubric.done": pgettext_noop("duty of a body", "Done"),
    "duties.rubric.not_applicable": pgettext_noop("duty of a body", "Not applicable"),
    "duties.rubric.withheld": pgettext_noop("duty of a body", "Reported, not public"),
    "duties.rubric.received": pgettext_noop("duty of a body", "Received, not yet reviewed"),
    "duties.rubric.awaited": pgettext_noop("duty of a body", "Awaited"),
    "duties.rubric.not_reported": pgettext_noop("duty of a body", "Not reported"),
    "duties.rubric.": pgettext_noop("duty of a body", "Not requested"),
    "cooperation.needed": pgettext_noop("cooperation", "Requested"),
    "cooperation.needed.alone": gettext_noop("Requested, and not offered by another party"),
    "cooperation.offered": pgettext_noop("cooperation", "Offered"),
    "cooperation.offered.alone": gettext_noop("Offered, and not requested by another party"),
    "unit.% growth": pgettext_noop("unit", "%% growth"),
    "unit.per 100,000": pgettext_noop("unit", "per 100,000"),
    "unit.yes/no per state": pgettext_noop("unit", "yes/no per state"),
    "unit.yes/no": pgettext_noop("unit", "yes/no"),
    "unit.recorded offences per 100,000": pgettext_noop("unit", "recorded offences per 100,000"),
    "unit.series": pgettext_noop("unit", "series"),
    "unit.rate or %": pgettext_noop("unit", "rate or %%"),
    "annex.method": pgettext_noop("annex", "Method"),
    "annex.rubric": pgettext_noop("annex", "What the levels mean"),
    "annex.roster": pgettext_noop("annex", "Roster and denominators"),
    "decision.in": pgettext_noop("decision on the roster", "In"),
    "decision.out": pgettext_noop("decision on the roster", "Out"),
    "decision.undecided": pgettext_noop("decision on the roster", "Undecided"),
    "standing.participating": pgettext_noop("standing of a state", "Participating"),
    "standing.suspended": pgettext_noop("standing of a state", "Suspended"),
    "standing.excluded": pgettext_noop("standing of a state", "Excluded"),
    "standing.not_participating": pgettext_noop("standing of a state", "Not participating"),
    "standing.withdrawing": pgettext_noop("standing of a state", "Withdrawing"),
    "standing.withdrawn": pgettext_noop("standing of a state", "Withdrawn"),
    "standing.disputed": pgettext_noop("standing of a state", "Disputed"),
    "annex.reservations": pgettext_noop("annex", "Reservations"),
    "annex.moves": pgettext_noop("annex", "Levels that changed"),
    "annex.updates": pgettext_noop("annex", "Every update in full"),
    "channel.online": pgettext_noop("channel", "online entry"),
    "channel.note_verbale": pgettext_noop("channel", "note verbale"),
    "channel.mail": pgettext_noop("channel", "letter or e-mail"),
    "channel.public_source": pgettext_noop("channel", "public source"),
    "annex.sources": pgettext_noop("annex", "Sources"),
    "update.volunteered": pgettext_noop("update", "Voluntary (not counted in rates)."),
    "update.undecided": pgettext_noop("update", "Standing undecided (not counted in rates)."),
}
