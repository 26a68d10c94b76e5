"""One dataset in one language: names, words, and what belongs together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from reporting.dataset.schema import (
    ActionEntry,
    CommitmentFacts,
    CooperationEntry,
    Dataset,
    Duty,
    FieldFacts,
    LevelCounts,
    Names,
    ParagraphFacts,
    PartyFacts,
    SessionFacts,
    UpdateEntry,
)
from reporting.documents.blocks import Fill, Run
from reporting.documents.text import SortKey, clean, sort_key
from reporting.documents.words import Words

LEVEL_FILLS: Final[Sequence[Fill]] = ("level-0", "level-1", "level-2", "level-3", "level-4")


@dataclass(frozen=True, kw_only=True)
class Edition:
    """What a renderer is given. `dataset` holds only text that every format can hold."""

    dataset: Dataset
    words: Words
    sha256: str
    draft: bool

    @cached_property
    def parties(self) -> dict[str, PartyFacts]:
        """Every party by its code."""
        return {party.code: party for party in self.dataset.parties}

    @cached_property
    def commitments(self) -> dict[str, CommitmentFacts]:
        """Every commitment by its code, in the order of the instrument."""
        return {c.code: c for p in self.dataset.paragraphs for c in p.commitments}

    @cached_property
    def place(self) -> dict[str, int]:
        """Where each commitment stands in the instrument, by code."""
        return {code: number for number, code in enumerate(self.commitments)}

    @cached_property
    def updates_of(self) -> dict[str, list[UpdateEntry]]:
        """The updates on each paragraph: by party's name, then by commitment."""
        found: dict[str, list[UpdateEntry]] = defaultdict(list)
        for update in self.dataset.updates:
            found[update.paragraph].append(update)
        for updates in found.values():
            updates.sort(key=self._update_key)
        return found

    @cached_property
    def updates_by_pair(self) -> dict[tuple[str, str], list[UpdateEntry]]:
        """The updates by party and commitment: one as a rule."""
        found: dict[tuple[str, str], list[UpdateEntry]] = defaultdict(list)
        for update in self.dataset.updates:
            found[update.party, update.commitment].append(update)
        return found

    @cached_property
    def cooperation_by_pair(self) -> dict[tuple[str, str], list[CooperationEntry]]:
        """What was requested and offered, by party and commitment."""
        found: dict[tuple[str, str], list[CooperationEntry]] = defaultdict(list)
        for entry in self.dataset.cooperation:
            found[entry.party, entry.commitment].append(entry)
        return found

    def why_in_no_rate(self, update: UpdateEntry) -> str:
        """Return the key of the words why an update stands in no rate, "" where it does."""
        if not update.solicited:
            return "volunteered"
        return "undecided" if update.party in self.dataset.undecided else ""

    def _update_key(self, update: UpdateEntry) -> tuple[object, ...]:
        place = self.place.get(update.commitment, len(self.place))
        return (*self.party_key(update.party), place, update.period)

    def actions_on(self, paragraph: ParagraphFacts) -> list[ActionEntry]:
        """Return the follow-up actions that serve a commitment of the paragraph, by party."""
        codes = {commitment.code for commitment in paragraph.commitments}
        return sorted(
            (action for action in self.dataset.actions if codes & set(action.commitments)),
            key=lambda action: (*self.party_key(action.party), action.due_on or "9", action.title),
        )

    def name(self, names: Names) -> str:
        """Return the name in this language, else in English, else ""."""
        return names.get(self.words.language) or names.get("en") or ""

    def party(self, code: str) -> str:
        """Return a party's name, or its code where the dataset does not hold it."""
        found = self.parties.get(code)
        return (self.name(found.names) if found else "") or code

    def party_key(self, code: str) -> tuple[bool, SortKey]:
        """Return a key that sorts states before bodies, each by name."""
        found = self.parties.get(code)
        key = sort_key(self.party(code), self.words.language)
        return found is not None and found.kind != "state", key

    def by_name(self, codes: Iterable[str]) -> list[str]:
        """Return parties' codes sorted by name, states before bodies."""
        return sorted(codes, key=self.party_key)

    def texts(self, document: str) -> list[FieldFacts]:
        """Return the texts of an update that stand in a document (annex, workbook), in order."""
        fields = self.dataset.fields
        return [field for field in fields if field.kind == "text" and document in field.documents]

    def field(self, name: str) -> str:
        """Return what a field of an update is called, or its name where the dataset lacks it."""
        return self._field_names.get(name) or name

    @cached_property
    def _field_names(self) -> dict[str, str]:
        return {field.name: self.name(field.names) for field in self.dataset.fields}

    @cached_property
    def lead(self) -> str:
        """The name of the text that stands for all where there is little room."""
        return next((field.name for field in self.dataset.fields if field.lead), "")

    def commitment(self, code: str) -> str:
        """Return a commitment's code and title."""
        found = self.commitments.get(code)
        return f"{code} {self.name(found.titles)}" if found else code

    def title(self, code: str) -> str:
        """Return a commitment's title, or "" where the dataset does not hold the commitment."""
        found = self.commitments.get(code)
        return self.name(found.titles) if found else ""

    def is_sample(self, duty: Duty) -> bool:
        """Return whether what was reported on a duty is sample data."""
        updates = self.updates_by_pair.get((duty.party, duty.commitment), [])
        return bool(duty.rubric) and any(update.sample for update in updates)

    def level(self, level: int | None) -> str:
        """Return a level as number and word; null is "not applicable"."""
        if level is None:
            return self.words.by_key("level.na")
        return f"{level} – {self.words.by_key(f'level.{level}')}"

    def level_on(self, code: str, level: int | None) -> str:
        """Return a level on a commitment; where it is one-off, how its rubric reads it too."""
        found = self.commitments.get(code)
        if level is None or found is None or found.nature != "one_off":
            return self.level(level)
        rubric = {0: "pending", 4: "done"}.get(level, "under_way")
        return f"{self.level(level)} ({self.words.by_key(f'duties.rubric.{rubric}').lower()})"

    def session(self, session: SessionFacts | None) -> str:
        """Return a session's number, place and dates; "–" for none."""
        if session is None:
            return "–"
        return f"{self.session_number(session)} ({self.session_place(session)})"

    def session_number(self, session: SessionFacts) -> str:
        """Return which session it is."""
        words, roman = self.words, session.roman or session.number
        if session.kind == "regular":
            return words.gettext("%(roman)s regular session of the General Assembly", roman=roman)
        return words.gettext("%(roman)s special session of the General Assembly", roman=roman)

    def session_place(self, session: SessionFacts) -> str:
        """Return a session's place and dates, as far as they are known."""
        words = self.words
        if session.starts_on is None:
            return ", ".join(filter(None, [session.place, words.gettext("dates not known")]))
        days = words.interval(session.starts_on, session.ends_on or session.starts_on)
        return ", ".join(filter(None, [session.place, days]))

    def label(self, text: str) -> str:
        """Return a label that what it names follows: "Summary: "."""
        return self.words.pgettext("label", "%(text)s:", text=text) + " "

    def unit(self, unit: str) -> str:
        """Return a unit in this language, or as the catalogue writes it where the words lack it."""
        key = f"unit.{unit}"
        return self.words.by_key(key) if self.words.has(key) else unit

    def quoted(self, text: str, language: str) -> Run:
        """Return a party's words, tagged with their language where it is not the document's."""
        return Run(text, language="" if language == self.words.language else language)

    def language_name(self, language: str) -> str:
        """Return a language's name, or its code where the words have none."""
        key = f"language.{language}"
        return self.words.by_key(key) if self.words.has(key) else language

    def language_mark(self, language: str) -> str:
        """Return " [in Spanish]" for words in another language than the document's, else ""."""
        if language in {"", self.words.language}:
            return ""
        named = self.language_name(language)
        phrase = self.words.pgettext("words of a party", "in %(language)s", language=named)
        return f" [{phrase}]"

    def sample_mark(self, sample: bool) -> str:
        """Return " [Sample data]" where it is, else ""."""
        marked = self.words.gettext("Sample data")
        return f" [{marked}]" if sample else ""

    def parts(self, counts: LevelCounts) -> list[tuple[Fill, str, int]]:
        """Return the parts of a distribution that occur in the report; every level does."""
        return [part for part in parts(counts) if part[1] in self._occurring]

    @cached_property
    def _occurring(self) -> frozenset[str]:
        data = self.dataset
        everywhere = [data.counts, *(point.counts for point in data.trend)]
        everywhere += [data.counts_before] if data.counts_before is not None else []
        passing = {"level.received", "level.awaited"}
        found = {key for counts in everywhere for _fill, key, many in parts(counts) if many}
        return frozenset(key for _fill, key, _many in parts(data.counts)) - (passing - found)

    @cached_property
    def with_due_updates(self) -> list[PartyFacts]:
        """The parties from which at least one update is due."""
        return [party for party in self.dataset.parties if party.counts.due]


def parts(counts: LevelCounts) -> list[tuple[Fill, str, int]]:
    """Return the parts of what is due in order: fill, key of its words, how many."""
    return [
        *((fill, f"level.{n}", counts.levels[n]) for n, fill in enumerate(LEVEL_FILLS)),
        ("na", "level.na", counts.not_applicable),
        ("withheld", "level.withheld", counts.withheld),
        ("received", "level.received", counts.received),
        ("awaited", "level.awaited", counts.awaited),
        ("silent", "level.silent", counts.not_reported),
    ]


def edition_of(*, dataset: Dataset, language: str, sha256: str, draft: bool) -> Edition:
    """Return the edition of a dataset in a language. Raises KeyError for an unknown language."""
    return Edition(dataset=clean(dataset), words=Words(language), sha256=sha256, draft=draft)
