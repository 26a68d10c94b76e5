"""What changed between two reports, with the names of parties and commitments."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from reporting.dataset.comparison import compare
from reporting.dataset.schema import Comparison, Dataset, Names, decode
from reporting.reports.models.report import StatusReport


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What changed between two reports. Names are of the later report, else of the earlier."""

    before: Dataset
    after: Dataset
    changes: Comparison

    @cached_property
    def parties(self) -> dict[str, Names]:
        """The names of each party of either report, by code."""
        return {
            party.code: party.names for data in (self.before, self.after) for party in data.parties
        }

    @cached_property
    def commitments(self) -> dict[str, Names]:
        """The titles of each commitment of either report, by code."""
        return {
            commitment.code: commitment.titles
            for data in (self.before, self.after)
            for paragraph in data.paragraphs
            for commitment in paragraph.commitments
        }

    def party(self, code: str, language: str) -> str:
        """Return a party's name in a language, else in English, else its code."""
        return _name(self.parties.get(code, {}), language) or code

    def commitment(self, code: str, language: str) -> str:
        """Return a commitment's title in a language, else in English, else ""."""
        return _name(self.commitments.get(code, {}), language)


def compare_reports(before: StatusReport, after: StatusReport) -> Difference:
    """Return what changed between two reports that both have a dataset.

    Raises `comparison.Incomparable`.
    """
    earlier, later = (decode(bytes(report.dataset or b"")) for report in (before, after))
    return Difference(
        before=earlier,
        after=later,
        changes=compare(earlier, later, before_sha256=before.dataset_sha256),
    )


def _name(names: Names, language: str) -> str:
    return names.get(language) or names.get("en") or ""
