"""The words of the documents' body in English."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    # Paragraphs
    "paragraphs": "The operative paragraphs",
    "paragraphs.intro": (
        "The text is quoted as adopted. Headlines, the titles of commitments and their division "
        "are the tracker’s, not the Organization’s. Updates stand by commitment, then by level as "
        "reported; the words of each party are quoted shortened, and its name leads to all of "
        "them, with the evidence, in annex {annex}. ▲ and ▼ mark a level above or below the last "
        "one accepted before."
    ),
    "paragraphs.language": (
        "The tracker holds the text in {language} alone; it is quoted in that language."
    ),
    "paragraphs.none": "The report covers no paragraph.",
    "paragraph.heading": "Paragraph {reference} – {headline}",
    "paragraph.text": "Text as adopted ({language})",
    "paragraph.commitments": "Commitments of paragraph {reference}, and updates by level",
    "paragraph.chart": "Paragraph {reference}: updates due by level",
    "paragraph.done": "What states and bodies reported",
    "paragraph.done.none": "No update was submitted.",
    "paragraph.done.received": "Received and not yet reviewed: {n} of {due}.",
    "paragraph.done.awaited": "Awaited, and not due yet: {n} of {due}.",
    "paragraph.done.not_asked": "No update was asked for.",
    "paragraph.done.of": "{rate} reported",
    "paragraph.done.none_due": "nothing was asked for",
    "paragraph.done.level": "{level}, {n} of {due}",
    "paragraph.done.withheld": "Reported, not public: {n} of {due}.",
    "paragraph.evidence": "Evidence",
    "paragraph.evidence.none": "No evidence was attached.",
    "paragraph.evidence.count": (
        "{n} item of evidence, with {updates} of {of} {of:update|updates}.",
        "{n} items of evidence, with {updates} of {of} {of:update|updates}.",
    ),
    "paragraph.actions": "Follow-up actions",
    "paragraph.actions.none": "No follow-up action was reported.",
    "paragraph.actions.caption": "Follow-up actions serving paragraph {reference}",
    "paragraph.actions.count": (
        "{n} follow-up action: {done} done, {overdue} overdue.",
        "{n} follow-up actions: {done} done, {overdue} overdue.",
    ),
    "paragraph.observations": "Observations of the secretariat",
    "commitment": "Commitment",
    "code": "Code",
    "reported": "Reported",
    "reported.of": "{reported} of {due}",
    "reported.received": "{rate}, {n} received",
    "chart.all": "All",
    "chart.alternative": "Stacked bars of updates by level. {rows}",
    "chart.row": "{label}: {parts}; {due} due.",
    "chart.part": "{name} {n}",
    "translated.from": "in {language}",
    "translation.official": "translation into {language} by the party",
    "translation.unofficial": "unofficial translation into {language}",
    "translation.official.from": "translation by the party, original in {language}",
    "translation.unofficial.from": "unofficial translation, original in {language}",
    "label": "{text}:",
    "source": "Source: {source}",
    # Actions
    "party": "Party",
    "action": "Action",
    "action.commitments": "Commitment",
    "action.kind": "Kind",
    "action.status": "Status",
    "action.due": "Due",
    "action.percent": "Progress",
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
    "duties.intro": (
        (
            "{n} duty of a body: {discharged} recorded as discharged, {done} reported as done, "
            "{past} past its deadline with neither."
        ),
        (
            "{n} duties of bodies: {discharged} recorded as discharged, {done} reported as done, "
            "{past} past {past:its|their} deadline with neither."
        ),
    ),
    "duties.caption": "Duties of bodies",
    "duties.body": "Body",
    "duties.deadline": "Deadline",
    "duties.deadline.none": "No deadline",
    "duties.deadline.unknown": "Date not known",
    "duties.against": "Against the deadline",
    "duties.ahead": "Not yet over",
    "duties.met": "Met",
    "duties.past": "Past its deadline",
    "duties.stands": "As reported",
    "duties.discharged": "Discharged",
    "duties.discharged.on": "{date}: {basis}",
    "duties.discharged.not": "Not recorded",
    "duties.rubric.pending": "Pending",
    "duties.rubric.under_way": "Under way",
    "duties.rubric.done": "Done",
    "duties.rubric.not_applicable": "Not applicable",
    "duties.rubric.withheld": "Reported, not public",
    "duties.rubric.received": "Received, not yet reviewed",
    "duties.rubric.awaited": "Awaited",
    "duties.rubric.not_reported": "Not reported",
    "duties.rubric.": "Not asked for",
    "duties.said": "What was reported",
    # Silent
    "silent": "Updates not yet received",
    "silent.missing.count": (
        ("{n} of {due} {due:update|updates} due has not been received."),
        ("{n} of {due} {due:update|updates} due have not been received."),
    ),
    "silent.intro": (
        ("It is outstanding from {n} of the {of} {of:party|parties} invited to report."),
        ("They are outstanding from {n} of the {of} {of:party|parties} invited to report."),
    ),
    "silent.awaited": (
        "{n} of {due} is awaited and not due yet.",
        "{n} of {due} are awaited and not due yet.",
    ),
    "silent.received": (
        "{n} has been received and is not yet reviewed.",
        "{n} have been received and are not yet reviewed.",
    ),
    "silent.withheld": (
        "{n} was reported and is not public; it is not outstanding.",
        "{n} were reported and are not public; they are not outstanding.",
    ),
    "silent.undecided": (
        "Whether the following take part is undecided; nothing is counted as outstanding from"
        " them: {names}."
    ),
    "silent.nobody": "All of the updates due were reported: {due} of {due}.",
    "silent.none_due": "No update was due.",
    "silent.caption": "Updates due and not received",
    "silent.missing": "Commitments without an update",
    "silent.all": "all {n}",
    # Cooperation
    "cooperation": "Cooperation requested and offered",
    "cooperation.none": "No cooperation was requested or offered.",
    "cooperation.counts": ("{needed} {needed:request|requests}, {offered} {offered:offer|offers}"),
    "cooperation.matched": "Requested and offered: these could meet",
    "cooperation.matched.count": (
        "On {n} of {of} {of:theme|themes}, one party requests what another offers."
    ),
    "cooperation.theme": "{theme}: {counts}",
    "cooperation.needed": "Requested",
    "cooperation.needed.alone": "Requested, and not offered by another party",
    "cooperation.needed.count": ("{n} request", "{n} requests"),
    "cooperation.offered": "Offered",
    "cooperation.offered.alone": "Offered, and not requested by another party",
    "cooperation.offered.count": ("{n} offer", "{n} offers"),
    # Indicators
    "indicators": "Indicators",
    "indicators.intro": (
        "Series published by others, shown for context, each in a figure under the first paragraph "
        "it is tied to. They measure more than what a party did under an instrument, and countries "
        "count differently: compare a country with itself, never with another."
    ),
    "indicators.held": "The tracker holds values for {n} of {of} {of:indicator|indicators}.",
    "indicators.all": "Indicators tied to the paragraphs of this report",
    "indicators.heading": "Indicator {code} – {title}",
    "indicators.elsewhere": "Indicators shown elsewhere:",
    "indicators.purpose": (
        "Tied to {commitments:commitment|commitments} {codes}, and shown for "
        "{paragraphs:paragraph|paragraphs} {references}."
    ),
    "indicators.purpose.plain": "Tied to {paragraphs:paragraph|paragraphs} {references}.",
    "indicators.missing": "No value is held for {names}.",
    "indicators.censored": (
        "Values published as a bound alone, such as “<5”, are not drawn; the workbook lists them."
    ),
    "indicators.alternative": (
        "A small line chart for {n} state. {values}",
        "One small line chart for each of {n} states. {values}",
    ),
    "indicators.value": "{state} {first} in {first_year}, {last} in {last_year}",
    "indicators.point": "{state} {last} in {last_year}",
    "indicators.caption": (
        "{title}, {first} to {last}. The years are the same for all; the height of each line runs "
        "from its own lowest to its own highest value, so heights do not compare between states"
    ),
    "indicators.caption.one": "{title}, {first} to {last}",
    "indicators.source": "Source: {source}. Licence: {licence}.",
    "indicators.source.only": "Source: {source}.",
    "indicator": "Indicator",
    "indicators.unit": "Unit",
    "indicators.paragraphs": "Paragraphs",
    "indicators.values": "Values held",
    "indicators.values.none": "none",
    "indicators.values.held": ("{years}, {n} state", "{years}, {n} states"),
    # Units, by how the catalogue writes them
    "unit.% growth": "% growth",
    "unit.per 100,000": "per 100,000",
    "unit.yes/no per state": "yes/no per state",
    "unit.yes/no": "yes/no",
    "unit.recorded offences per 100,000": "recorded offences per 100,000",
    "unit.series": "series",
    "unit.rate or %": "rate or %",
}
