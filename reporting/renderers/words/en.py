"""The documents' words in English."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    # Cover and every page
    "organ": "Hemispheric Plan-of-Action Tracker",
    "title.assembly": "Status report to the General Assembly",
    "title.council": "Status report to the Permanent Council",
    "title.party": "Status report: {name}",
    "title.paragraph": "Status report on paragraph {reference}: {headline}",
    "subtitle": "Follow-up of {symbol}, “{title}”",
    "symbol": "Document symbol",
    "symbol.none": "No symbol given",
    "draft.symbol": "Draft, {symbol}",
    "session": "Session",
    "session.number": "{roman} regular session of the General Assembly",
    "session.special": "{roman} special session of the General Assembly",
    "session.dates": "{place}, {starts} to {ends}",
    "session.dates.unknown": "dates not known",
    "cycle": "Reporting cycle",
    "cycle.words": "From the {first} to the {last} regular session",
    "periods": "Reporting periods",
    "period.words": "{key} (covers {first} to {last})",
    "language": "Language",
    "language.en": "English",
    "language.es": "Spanish",
    "language.fr": "French",
    "language.pt": "Portuguese",
    "as_of": "As of",
    "classification": "Distribution",
    "audience.public": "Public",
    "audience.member_states": "Member states only",
    "checksum": "Checksum of the dataset (SHA-256)",
    "unofficial": (
        "Produced by the Hemispheric Plan-of-Action Tracker from what the parties reported of "
        "themselves. It is not an official document of the Organization of American States."
    ),
    "sample": "Sample data",
    "sample.notice": (
        "Sample data. The updates so marked are invented: they say nothing of what any state did, "
        "or failed to do."
    ),
    "colophon": "Dataset SHA-256 {sha256}",
    "page": "Page {page} of {pages}",
    "contents": "Contents",
    "head": "{symbol} · {title}",
    # Levels
    "level.0": "Not started",
    "level.1": "Initial steps",
    "level.2": "Partial",
    "level.3": "Substantial",
    "level.4": "Full",
    "level.na": "Not applicable",
    "level.na.short": "n/a",
    "level.withheld": "Reported, not public",
    "level.withheld.short": "Not public",
    "level.silent": "Not reported",
    "level.few": "Fewer than half reported",
    "level.words": "{level} – {name}",
    "level.note": "Levels are as reported by the party of itself. States are not ranked.",
    # Summary
    "summary": "Summary",
    "summary.head": "{reported} of {due} updates due were reported ({percent}).",
    "summary.parties": "{n} of {of} states and bodies that owe an update reported at least one.",
    "summary.late": "{n} of those reported came after the due date.",
    "summary.withheld": (
        "{n} of those reported is not public: it counts as reported and shows no level.",
        "{n} of those reported are not public: they count as reported and show no level.",
    ),
    "summary.before": "Before ({period}): {reported} of {due} ({percent}).",
    "summary.before.plain": "Before: {reported} of {due} ({percent}).",
    "summary.undecided": (
        "Whether {names} takes part is undecided; it is neither counted as due nor as silent."
    ),
    "summary.levels": "Levels now and at the period before",
    "summary.levels.now": "Levels now",
    "summary.now": "Now",
    "summary.share": "Share of those due",
    "summary.before.column": "Before",
    "summary.due": "Due",
    "summary.chart": "Updates due by level",
    "summary.moved": "What moved",
    "summary.moved.up": "Up, {n} of {of}: {names}.",
    "summary.moved.down": "Down, {n} of {of}: {names}.",
    "summary.moved.none": "No level moved against the last one accepted before.",
    "summary.moved.of": (
        "Of {of} updates with a level now and before; how many by each party in brackets, every "
        "one of them in annex {annex}."
    ),
    "summary.name": "{name} ({n})",
    "summary.out": "What stands out",
    "summary.out.least": "Least reported: {names}, with {reported} of {due} updates ({percent}).",
    "summary.out.high": (
        "Most often substantial or full: {names}, in {n} of {due} updates due ({percent})."
    ),
    "summary.out.silent": "{n} of {of} states and bodies that owe an update reported nothing.",
    "summary.out.overdue": "{n} of {of} follow-up actions are past their date and not done.",
    "summary.out.duties": (
        "{n} of {of} duties of bodies are past their deadline and not discharged."
    ),
    "summary.out.cooperation": (
        "Cooperation was requested {needed} times and offered {offered} times."
    ),
    "summary.out.nothing": "Nothing was reported.",
    "paragraph.name": "paragraph {reference}",
    # Matrix
    "matrix": "The matrix",
    "matrix.intro": (
        "Each cell is the lower median of the levels a state reported on the commitments of a "
        "paragraph, once half of them are reported. {note} The states stand in alphabetical order."
    ),
    "matrix.caption": "Paragraph by state: level as reported by the party",
    "matrix.paragraph": "Paragraph",
    "matrix.legend": "Key",
    "matrix.up": "moved up",
    "matrix.down": "moved down",
    "matrix.change": "▲ up, ▼ down against the level before",
    "matrix.empty": "blank: the state owes nothing here",
    "matrix.cell": "{state}, paragraph {row}: {level}; {reported} of {due} reported",
    "matrix.words": "The matrix in words",
    "matrix.words.caption": "States by level reported on each paragraph",
    "matrix.codes": "Codes of the states",
    # Paragraphs
    "paragraphs": "The operative paragraphs",
    "paragraphs.intro": (
        "The text is quoted as adopted. Headlines, the titles of commitments and their division "
        "are the tracker’s, not the Organization’s. The words of each party are quoted shortened; "
        "they stand in full, with the evidence, in annex {annex}."
    ),
    "paragraph.heading": "Paragraph {reference} – {headline}",
    "paragraph.text": "Text as adopted ({language})",
    "paragraph.commitments": "Commitments of paragraph {reference}, and updates by level",
    "paragraph.chart": "Paragraph {reference}: updates due by level",
    "paragraph.done": "What states and bodies reported",
    "paragraph.done.none": "No update was reported.",
    "paragraph.evidence": "Evidence",
    "paragraph.evidence.none": "No evidence was attached.",
    "paragraph.actions": "Follow-up actions",
    "paragraph.actions.none": "No follow-up action was reported.",
    "paragraph.actions.caption": "Follow-up actions serving paragraph {reference}",
    "paragraph.actions.count": (
        "{n} follow-up action, {overdue} overdue.",
        "{n} follow-up actions, {overdue} of them overdue.",
    ),
    "paragraph.observations": "Observations of the secretariat",
    "commitment": "Commitment",
    "code": "Code",
    "reported": "Reported",
    "reported.of": "{reported} of {due}",
    "chart.all": "All",
    "chart.before": "Before",
    "chart.alternative": "Stacked bars of updates by level. {rows}",
    "chart.row": "{label}: {parts}; {due} due.",
    "chart.part": "{name} {n}",
    "translated.from": "in {language}",
    "source": "Source: {source}",
    # Actions
    "party": "Party",
    "action": "Action",
    "action.kind": "Kind",
    "action.status": "Status",
    "action.due": "Due",
    "action.percent": "Done",
    "action.overdue": "overdue",
    "action.cost": "Cost",
    "kind.law": "Law",
    "kind.policy": "Policy",
    "kind.programme": "Programme",
    "kind.institution": "Institution",
    "kind.training": "Training",
    "kind.cooperation": "Cooperation",
    "kind.budget": "Budget",
    "status.planned": "Planned",
    "status.under_way": "Under way",
    "status.done": "Done",
    "status.suspended": "Suspended",
    "status.abandoned": "Abandoned",
    # Duties
    "duties": "Duties of bodies against their deadlines",
    "duties.caption": "Duties of bodies",
    "duties.body": "Body",
    "duties.deadline": "Deadline",
    "duties.stands": "As reported",
    "duties.discharged": "Discharged",
    "duties.discharged.on": "{date}: {basis}",
    "duties.discharged.not": "Not recorded",
    "duties.past": "past its deadline",
    "duties.rubric.pending": "Pending",
    "duties.rubric.under_way": "Under way",
    "duties.rubric.done": "Done",
    "duties.rubric.": "Nothing reported",
    "duties.said": "What was reported",
    # Silent
    "silent": "Who did not report",
    "silent.intro": (
        "Of the {of} states and bodies that owe an update, {n} left at least one unreported. "
        "Parties whose participation is undecided are not listed."
    ),
    "silent.nobody": "Every party that owes an update has reported all of them.",
    "silent.caption": "Updates due and not reported",
    "silent.missing": "Commitments not reported",
    "silent.all": "all {n}",
    # Cooperation
    "cooperation": "Cooperation requested and offered",
    "cooperation.none": "No cooperation was requested or offered.",
    "cooperation.counts": "{needed} requested, {offered} offered",
    "cooperation.needed": "Requested",
    "cooperation.offered": "Offered",
    # Indicators
    "indicators": "Indicators",
    "indicators.intro": (
        "Series of others, shown for context. They measure more than what a party did under an "
        "instrument, and countries count differently: compare a country with itself."
    ),
    "indicators.alternative": "One small line chart for each of {n} states. {values}",
    "indicators.value": "{state} {first} in {first_year}, {last} in {last_year}",
    "indicators.point": "{state} {last} in {last_year}",
    "indicators.caption": (
        "{title} ({unit}), {first} to {last}; each line between its own lowest and highest value"
    ),
    "indicators.source": "Source: {source}. Licence: {licence}.",
    "indicators.source.only": "Source: {source}.",
    "indicators.others": (
        "Indicators tied to these paragraphs for which the tracker holds no values"
    ),
    "indicator": "Indicator",
    "indicators.framework": "Framework",
    "indicators.unit": "Unit",
    "indicators.paragraphs": "Paragraphs",
    # Annexes
    "annex": "Annex {letter}. {title}",
    "annex.method": "Method",
    "method.counts": (
        "A rate counts one update for each commitment that a party in the roster is addressed by "
        "and has not discharged; that number is given beside it. Updates beyond it are shown and "
        "never counted."
    ),
    "method.latest": (
        "For each of them the report takes the latest update accepted within the periods covered, "
        "as of {as_of}. Accepted means complete and in order, not agreed with."
    ),
    "method.levels": (
        "Levels are what a party says of itself. Where the tracker entered an update from a public "
        "source, the update says so."
    ),
    "method.median": (
        "The level of a paragraph is the lower median of the levels on its commitments, once half "
        "of them are reported; the counts by level stand beside it."
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
    "method.checksum": (
        "All numbers come from one frozen dataset, whose SHA-256 checksum is {sha256}."
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
    "moves.caption": "Levels now and before",
    "moves.before": "Before",
    "moves.now": "Now",
    "annex.updates": "Every update in full",
    "updates.none": "There is no update to show.",
    "update.meta": "Level as reported by the party: {level}.",
    "update.meta.source": "Entered from a public source, no party has entered it; level: {level}.",
    "update.before": "Before: {level}.",
    "update.no_change": "Reported as no change.",
    "update.late": "Late.",
    "update.unsolicited": "Not asked for, and not counted in any rate.",
    "update.period": "Period {period}, revision {revision}, submitted {date}.",
    "update.channel": "Received by {channel}: {document}.",
    "update.channel.plain": "Received by {channel}.",
    "update.member_states": "Member states only.",
    "channel.online": "online entry",
    "channel.note_verbale": "note verbale",
    "channel.mail": "mail",
    "channel.public_source": "public source",
    "field.summary": "Summary",
    "field.progress": "Progress",
    "field.challenges": "Challenges",
    "field.next_steps": "Next steps",
    "field.reason": "Why it does not apply",
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
    # Workbook
    "sheet.summary": "Summary",
    "sheet.matrix": "Matrix",
    "sheet.updates": "Updates",
    "sheet.commitments": "Commitments",
    "sheet.parties": "Parties",
    "sheet.actions": "Actions",
    "sheet.cooperation": "Cooperation",
    "sheet.indicators": "Indicators",
    "sheet.definitions": "Definitions",
    "column.party_code": "Party code",
    "column.commitment_code": "Commitment code",
    "column.level": "Level (0–4)",
    "column.level_before": "Level before",
    "column.level_name": "Level in words",
    "column.period": "Period",
    "column.revision": "Revision",
    "column.submitted": "Submitted (UTC)",
    "column.late": "Late",
    "column.solicited": "Asked for",
    "column.channel": "Channel",
    "column.document": "Document",
    "column.visibility": "Visibility",
    "column.no_change": "No change",
    "column.sample": "Sample data",
    "column.quote": "Words of the text",
    "column.tracking": "Tracked",
    "column.nature": "Nature",
    "column.themes": "Themes",
    "column.theme": "Theme",
    "column.direction": "Requested or offered",
    "column.text": "Text",
    "column.kind": "Kind",
    "column.name": "Name",
    "column.starts": "Starts",
    "column.overdue": "Overdue",
    "column.currency": "Currency",
    "column.year": "Year",
    "column.value": "Value",
    "column.censored": "Value as published",
    "column.source": "Source",
    "column.licence": "Licence",
    "column.state": "State",
    "column.term": "Term",
    "yes": "Yes",
    "no": "No",
    "tracking.per_state": "Per state",
    "tracking.per_body": "Per body",
    "nature.continuing": "Continuing",
    "nature.one_off": "One-off",
    "kind.state": "Member state",
    "kind.body": "Body",
}
