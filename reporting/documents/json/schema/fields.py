"""What each field of a report's JSON says, and which values it may have.

A key is a field's name wherever it stands, or `Class.field` where that one means something else.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from commitments.foundation.formats import LOCALES
from reporting.dataset.schema import SCHEMA
from reporting.documents.json.document import ENVELOPE


class Field(NamedTuple):
    """`limits`: keywords of JSON Schema, for each item where the field is a list."""

    description: str
    limits: dict[str, Any]


def _field(description: str, **limits: Any) -> Field:
    return Field(description, limits)


def _one_of(description: str, *values: str) -> Field:
    return Field(description, {"enum": list(values)})


def _day(description: str) -> Field:
    return Field(f"{description} ISO 8601 date.", {"format": "date"})


def _moment(description: str) -> Field:
    return Field(f"{description} ISO 8601 moment, with its offset.", {"format": "date-time"})


_SHA256: Final = {"pattern": "^[0-9a-f]{64}$"}
_LEVEL: Final = {"minimum": 0, "maximum": 4}
_COUNT: Final = {"minimum": 0}
_FIELD_NAME: Final = {"pattern": "^[a-z][a-z_]*$"}
_KINDS: Final = ("assembly", "council", "party", "paragraph")
_RUBRIC: Final = (
    *("", "pending", "under_way", "done", "not_applicable", "withheld"),
    *("received", "awaited", "not_reported"),
)
_BY_LANGUAGE: Final = "By language: en, es, fr, pt; a language without one is left out."

# Descriptions of classes that have none in code, or whose published one must stay as it is.
CLASSES: Final[dict[str, str]] = {
    "ActionEntry": "A follow-up action of a party: a measure that serves one or more commitments.",
    "CommitmentFacts": "The smallest thing of a paragraph that can be followed on its own.",
    "Comparison": (
        "What moved between two reports (`reporting.comparison`), parties and commitments by "
        "code. `raised`, `lowered`: the level. `reported`: now, and not before; `unreported`: "
        "before, not now. `reworded`: as high as before, in other words. `asked`, `not_asked`: "
        "newly due, no longer due. `now_applicable`, `now_not_applicable`: a level where there "
        "was none, and the reverse. A pair is in one list at most."
    ),
    "CooperationEntry": "Cooperation that a party asks for or offers.",
    "EvidenceEntry": "A link or a file that a party gave with an update.",
    "IndicatorSeries": "A series of numbers from elsewhere, tied to paragraphs or commitments.",
    "InstrumentFacts": "What the General Assembly adopted.",
    "LevelCounts": (
        "How many updates count as what (`tracker.outcomes`), for the audience of the report. "
        "`due` is the denominator: `reported`, `received`, `awaited` and `not_reported` add up to"
        " it. `reported` is what was accepted: the `levels`, `not_applicable`, and `withheld`, "
        "which is for another audience or under embargo and shows no level. `received`: submitted"
        " and not decided. `awaited`: nothing in hand, the period not over; `overdue` is the part"
        " of it that is past due. `not_reported`: the period ended with nothing in hand. "
        "`volunteered` and `undecided` stand in no rate."
    ),
    "Matrix": "Operative paragraph × member state.",
    "MilestoneEntry": "A step of a follow-up action.",
    "PeriodFacts": "A reporting period.",
    "Point": "One value of a series.",
    "ReservationEntry": "A state's footnote to the instrument, a paragraph or a commitment.",
    "SessionFacts": "A session of the General Assembly.",
}

FIELDS: Final[dict[str, Field]] = {
    # The envelope
    "JsonFile.schema": _field("Which envelope this is.", const=ENVELOPE),
    "JsonFile.sha256": _field("SHA-256 of `dataset` as canonical JSON, in hex.", **_SHA256),
    "JsonFile.language": _one_of(
        "Language of the edition this file belongs to; the dataset is the same in each.",
        *LOCALES,
    ),
    "JsonFile.symbol": _field("Document symbol, or empty where none was given."),
    "JsonFile.draft": _field("Whether this is a draft: not issued, and it may still change."),
    "JsonFile.sample": _field("Whether any of it is invented sample data."),
    "JsonFile.dataset": _field("Everything the report says."),
    # Dataset
    "Dataset.schema": _field("Which dataset this is.", const=SCHEMA),
    "Dataset.kind": _one_of("Kind of report.", *_KINDS),
    "Dataset.audience": _one_of(
        "For whom: every number is computed for that audience.", "public", "member_states"
    ),
    "Dataset.as_of": _moment("The moment that the report describes."),
    "Dataset.instrument": _field("The instrument reported on."),
    "Dataset.session": _field("The session reported to; null where there is none."),
    "Dataset.from_session": _field("The session that began the cycle; null where there is none."),
    "Dataset.subject_party": _field("Code of the party that a report of kind `party` is on."),
    "Dataset.subject_paragraph": _field("Paragraph that a report of kind `paragraph` is on."),
    "Dataset.periods": _field("The reporting periods covered, in order."),
    "Dataset.compared_with": _field(
        "What the counts are compared with; null where there is no earlier period or cycle."
    ),
    "Dataset.sample": _field("Whether any of it is invented sample data."),
    "Dataset.counts": _field("All updates due, by where they stand."),
    "Dataset.counts_before": _field("The same of `compared_with`; null where there is none."),
    "Dataset.late": _field("How many of those reported came after the due date.", **_COUNT),
    "Dataset.undecided": _field("Codes of the parties whose participation is undecided."),
    "Dataset.parties": _field("Every party that owes something or reported, states first."),
    "Dataset.themes": _field("Names of themes by key, each by language."),
    "Dataset.paragraphs": _field("The operative paragraphs, in order, with their commitments."),
    "Dataset.matrix": _field("Levels by paragraph and state."),
    "Dataset.fields": _field("The fields of an update that hold words, in their order."),
    "Dataset.updates": _field("Every accepted update this audience may read."),
    "Dataset.moves": _field("Every level that is not that of the previous accepted update."),
    "Dataset.silent": _field("The parties from which nothing came of something due."),
    "Dataset.duties": _field("What bodies owe, against its deadlines."),
    "Dataset.actions": _field("Follow-up actions this audience may read."),
    "Dataset.cooperation": _field("Cooperation requested and offered."),
    "Dataset.indicators": _field("Series that measure what the commitments are about."),
    "Dataset.observations": _field("The secretariat's observations."),
    "Dataset.reservations": _field("Footnotes that states made to the instrument."),
    "Dataset.rubric": _field("What each level means."),
    "Dataset.trend": _field("Each period up to the last one covered, counted by itself."),
    "Dataset.since": _field(
        "What moved since the last report of its kind was issued; null where there was none."
    ),
    "Dataset.editorial": _field("What the secretariat adds to the facts."),
    # Counts
    "LevelCounts.due": _field("How many updates are due: the denominator.", **_COUNT),
    "LevelCounts.levels": _field("How many stand at level 0, 1, 2, 3 and 4, in that order."),
    "LevelCounts.not_applicable": _field("How many say that it does not apply to them.", **_COUNT),
    "LevelCounts.withheld": _field(
        "How many were reported, but not to this audience: no level is shown.", **_COUNT
    ),
    "LevelCounts.reported": _field(
        "How many were accepted, whether or not this audience may read them.", **_COUNT
    ),
    "LevelCounts.received": _field(
        "How many are submitted and not decided yet, whatever the state of the period.", **_COUNT
    ),
    "LevelCounts.awaited": _field(
        "How many have nothing in hand while the period is not over.", **_COUNT
    ),
    "LevelCounts.overdue": _field("How many of those awaited are past their due date.", **_COUNT),
    "LevelCounts.not_reported": _field(
        "Of how many nothing was in hand when the period ended.", **_COUNT
    ),
    "LevelCounts.volunteered": _field("How many came without being asked: in no rate.", **_COUNT),
    "LevelCounts.undecided": _field(
        "How many are of parties whose standing is in dispute: in no rate.", **_COUNT
    ),
    "ComparedWith.kind": _one_of("What it is.", "period", "cycle"),
    "ComparedWith.periods": _field("Keys of its periods, in order."),
    "ComparedWith.session": _field("The session that ends the cycle; null for a period."),
    "counts": _field("The updates due here, by where they stand."),
    "counts_before": _field("The same of `compared_with`; null where there is none."),
    "Comparison.counts_before": _field("All updates due in the report before."),
    "Comparison.counts_now": _field("All updates due in this report."),
    # Catalogue
    "key": _field("Key, as in addresses of the tracker."),
    "number": _field("Number.", minimum=1),
    "SessionFacts.kind": _one_of("Kind of session.", "regular", "special"),
    "roman": _field("Its number in Roman numerals."),
    "symbol_suffix": _field("What follows in symbols of its documents, such as XLI-O/11."),
    "place": _field("Where it was or will be held, or empty."),
    "SessionFacts.starts_on": _day("First day, null while unknown."),
    "ends_on": _day("Last day, null while unknown."),
    "InstrumentFacts.symbol": _field("Symbol of the instrument, such as AG/DEC. 66 (XLI-O/11)."),
    "titles": _field(f"Title. {_BY_LANGUAGE}"),
    "titles_status": _field("How far each title is verified, by language."),
    "adopted_on": _day("Day of adoption."),
    "adopted_at": _field("Sitting that adopted it."),
    "InstrumentFacts.session": _field("Session that adopted it."),
    "text_language": _field("Language of the text that is quoted."),
    "text_sha256": _field("SHA-256 of that text, or empty.", pattern="^([0-9a-f]{64})?$"),
    "PeriodFacts.covers_from": _day("First day of the time it covers."),
    "covers_to": _day("The day after the last one it covers."),
    "opens_at": _moment("When it opens."),
    "due_at": _moment("When updates are due."),
    "closes_at": _moment("When it closes."),
    "PeriodFacts.state": _one_of("As it stood at `as_of`.", "planned", "open", "closed"),
    "PartyFacts.code": _field("ISO 3166-1 alpha-3 of a state, or the acronym of a body."),
    "PartyFacts.kind": _one_of("What it is.", "state", "body"),
    "names": _field(f"Name. {_BY_LANGUAGE}"),
    "acronyms": _field(f"Acronym. {_BY_LANGUAGE}"),
    "subregion": _field("Subregion of a state, or empty."),
    "decision": _one_of(
        "Whether it was asked to report; empty where it was in no roster.",
        "", "in", "out", "undecided",
    ),
    "standing": _one_of(
        "A state's standing in the roster; empty for bodies and where there is none.",
        "", "participating", "suspended", "excluded", "not_participating", "withdrawing",
        "withdrawn", "disputed",
    ),
    "reason": _field("Why the roster says so, or empty."),
    "CommitmentFacts.code": _field("Paragraph and place in it, such as 7.1."),
    "CommitmentFacts.paragraph": _field("Reference of its paragraph."),
    "lead_in": _field("Words of the text before the quoted ones that belong to them, or empty."),
    "quote": _field("Words of the text, exactly as adopted."),
    "tail": _field("Words of the text after the quoted ones that belong to them, or empty."),
    "tracking": _one_of("Who reports on it.", "per_state", "per_body"),
    "nature": _one_of("Whether it ends once discharged.", "continuing", "one_off"),
    "deadline": _field("Session by which it is due; null where there is no deadline."),
    "deadline_words": _field("Words of the text that set the deadline, or empty."),
    "CommitmentFacts.themes": _field("Keys of its themes."),
    "evidence_expected": _field("What would show that it was done."),
    "CommitmentFacts.indicators": _field("Codes of the indicators tied to it."),
    "reference": _field("Number of the paragraph, as text."),
    "headlines": _field(f"The tracker's headline. {_BY_LANGUAGE}"),
    "verb_kind": _one_of(
        "What kind of verb it operates by.",
        "declares_priority", "affirms_obligation", "affirms_principle", "recognises_importance",
        "recognises_need", "determination", "commitment", "instructs", "requests",
    ),
    "ParagraphFacts.text": _field("The paragraph, exactly as adopted."),
    "note": _field("The tracker's note on it, or empty."),
    "ParagraphFacts.commitments": _field("Its commitments, in order."),
    "rows": _field("References of paragraphs, in order."),
    "Matrix.parties": _field("Codes of states."),
    "cells": _field("One cell for each row and party."),
    "row": _field("Reference of the paragraph."),
    "owed": _field("Whether the state owes anything here; else the cell is empty."),
    "MatrixCell.level": _field(
        "Lower median of the levels, once half of those due are reported; else null.", **_LEVEL
    ),
    "change": _field(
        "That level minus the same of the levels before; null if either is.", minimum=-4, maximum=4
    ),
    "RubricLine.level": _field("Level; null is “not applicable”.", **_LEVEL),
    "meanings": _field(f"What it means. {_BY_LANGUAGE}"),
    # What parties said
    "FieldFacts.name": _field("Name of the field, as in the API.", **_FIELD_NAME),
    "FieldFacts.names": _field(f"What documents call it. {_BY_LANGUAGE}"),
    "FieldFacts.kind": _one_of("What it holds.", "text", "cooperation"),
    "narrative": _field("Whether it is running words, which may be translated."),
    "lead": _field("Whether it stands for all where there is little room."),
    "compared": _field("Whether an update is reworded where it differs."),
    "documents": _one_of("Where it stands, beside this file.", "annex", "workbook"),
    "party": _field("Code of the party."),
    "ObservationEntry.party": _field("Code of the party it is about, or empty."),
    "commitment": _field("Code of the commitment."),
    "ReservationEntry.commitment": _field("Code of the commitment, or empty."),
    "paragraph": _field("Reference of the paragraph."),
    "ReservationEntry.paragraph": _field("Reference of the paragraph, or empty."),
    "period": _field("Key of the reporting period."),
    "solicited": _field("Whether it answers what was asked for: only those count in rates."),
    "level": _field("Level as reported by the party; null is “not applicable”.", **_LEVEL),
    "level_before": _field(
        "Level of the party's previous accepted update on the commitment, of an earlier period; "
        "null where there is none.",
        **_LEVEL,
    ),
    "period_before": _field("Key of the period of `level_before`, or empty."),
    "no_change": _field("Whether the party reported that nothing changed."),
    "language": _field("Language it was written in."),
    "texts": _field(
        "What it says, in the party's words, by the name of the field; empty where nothing.",
        propertyNames=_FIELD_NAME,
    ),
    "visibility": _one_of("Who may read it.", "public", "member_states"),
    "channel": _one_of(
        "How it came.", "online", "note_verbale", "mail", "public_source"
    ),
    "channel_document": _field("Document that it came in, or empty."),
    "UpdateEntry.revision": _field("Number of the revision that was accepted.", minimum=1),
    "submitted_at": _moment("When that revision was submitted."),
    "late": _field("Whether the first revision came after the due date."),
    "evidence": _field("What the party gave with it."),
    "UpdateEntry.actions": _field("Titles of the follow-up actions named in it."),
    "sample": _field("Whether it is invented sample data."),
    "translations": _field("Fields of it in other languages."),
    "field": _field("Name of the field of the update that it translates.", **_FIELD_NAME),
    "TranslationEntry.language": _field("Language of the translation."),
    "content": _field("The words."),
    "official": _field("Whether it is the party's own translation."),
    "title": _field("Title, in its party's language."),
    "url": _field("Address, or empty."),
    "file_name": _field("Name of the file, or empty."),
    "EvidenceEntry.sha256": _field(
        "SHA-256 of the file, or empty.", pattern="^([0-9a-f]{64})?$"
    ),
    "dated_on": _day("Date of the evidence, null where it has none."),
    "before": _field("Level before.", **_LEVEL),
    "now": _field("Level now.", **_LEVEL),
    "SilentParty.due": _field("How many updates it owes.", **_COUNT),
    "SilentParty.reported": _field("How many of them it reported.", **_COUNT),
    "missing": _field("Codes of the commitments whose updates are overdue or not reported."),
    "SilentParty.received": _field("How many are submitted and not decided yet.", **_COUNT),
    "Duty.rubric": _one_of("Where it stands, as last reported or as its update counts.", *_RUBRIC),
    "discharged_on": _day("Day on which it was discharged, null where it was not."),
    "discharge_basis": _field("Document that says so, or empty."),
    "past_deadline": _field("Whether its deadline is over and it is neither done nor discharged."),
    "MilestoneEntry.due_on": _day("When it is due."),
    "reached_on": _day("When it was reached, null where it was not."),
    "ActionEntry.commitments": _field("Codes of the commitments it serves."),
    "description": _field("What it is, in its party's words."),
    "ActionEntry.kind": _one_of(
        "Kind of action.",
        "law", "policy", "programme", "institution", "training", "cooperation", "budget",
    ),
    "status": _one_of(
        "Where it stands.", "planned", "under_way", "done", "suspended", "abandoned"
    ),
    "percent": _field("How much of it is done, in per cent.", minimum=0, maximum=100),
    "starts_on": _day("When it starts, null where that is not said."),
    "due_on": _day("When it is due, null where that is not said."),
    "overdue": _field("Whether it is past its due date and neither done nor abandoned."),
    "cost": _field("Cost as a decimal number, or empty.", pattern=r"^(\d+(\.\d+)?)?$"),
    "currency": _field("Currency of the cost (ISO 4217), or empty."),
    "milestones": _field("Its steps, by due date."),
    "direction": _one_of("Whether it is asked for or offered.", "needed", "offered"),
    "theme": _field("Key of the theme."),
    "CooperationEntry.text": _field("What is asked for or offered, in the party's words."),
    # Indicators
    "IndicatorSeries.code": _field("Code of the indicator."),
    "framework": _field("Framework it belongs to."),
    "unit": _field("Unit, or empty."),
    "better": _one_of("Which direction is better.", "lower", "higher", "context"),
    "source": _field("Where it is from."),
    "licence": _field("Licence of the values."),
    "paragraphs": _field("References of the paragraphs it is tied to."),
    "IndicatorSeries.commitments": _field("Codes of the commitments it is tied to."),
    "points": _field("Its values, by state and year."),
    "state": _field("Code of the state."),
    "year": _field("Year of the value.", minimum=1),
    "value": _field("Value; null where the source gives a censored one."),
    "censored": _field("The value as the source writes it where it is censored, such as <5."),
    "made_on": _day("When it was made."),
    # Trend, comparison, editorial
    "TrendPoint.session": _field("Key of the session that ends the period's cycle, or empty."),
    "ReportFacts.kind": _one_of("Kind of that report.", *_KINDS),
    "symbol": _field("Symbol of the document, or empty."),
    "as_of": _moment("The moment that it describes."),
    "ReportFacts.periods": _field("Keys of the periods it covers."),
    "dataset_sha256": _field("SHA-256 of its dataset.", **_SHA256),
    "DutyChange.before": _one_of("Rubric in the report before.", *_RUBRIC),
    "DutyChange.now": _one_of("Rubric in this report.", *_RUBRIC),
    "Comparison.before": _field("The report compared with."),
    "raised": _field("Pairs whose level is higher."),
    "lowered": _field("Pairs whose level is lower."),
    "reported": _field("Pairs reported now and not before."),
    "unreported": _field("Pairs reported before and not now."),
    "reworded": _field("Pairs with the same level in other words."),
    "asked": _field("Pairs newly due."),
    "not_asked": _field("Pairs no longer due."),
    "now_applicable": _field("Pairs with a level now, and not applicable before."),
    "now_not_applicable": _field("Pairs not applicable now, and with a level before."),
    "Comparison.duties": _field("Bodies' duties whose rubric reads otherwise."),
    "actions_new": _field("Follow-up actions that the report before does not have."),
    "actions_done": _field("Follow-up actions done since."),
    "actions_overdue": _field("Follow-up actions overdue now and not before."),
    "classification": _field("Classification at the head of the document, or empty."),
    "Editorial.symbol": _field("Symbol at the head of the document, or empty: no number given."),
    "Editorial.revision": _field("0, or the number of the correction.", **_COUNT),
    "foreword": _field(f"Foreword. {_BY_LANGUAGE}"),
    "cover_note": _field(f"Note of transmittal. {_BY_LANGUAGE}"),
    "corrects": _field("The report that this one corrects; null where it corrects none."),
    "correction_reason": _field(f"Why it was corrected. {_BY_LANGUAGE}"),
    "changes": _field("What the correction changed; null where it corrects none."),
}  # fmt: skip
