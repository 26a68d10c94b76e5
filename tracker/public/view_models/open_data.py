"""What the page of open data lists: the data sets, and requests to try."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commitments.models import Commitment, IndicatorValue, Instrument, Party
from tracker.periods.models import ReportingPeriod

API: Final = "/api/v1/"
JSON: Final = "JSON"


@dataclass(frozen=True, slots=True)
class DataSet:
    """One kind of data: what it is, how many rows it has, and (label, address) of its sources."""

    words: str
    count: int | None
    links: list[tuple[str, str]]


def examples(period: ReportingPeriod | None) -> list[str]:
    """Return requests to the API that can be sent as they are, without the API's own address."""
    requests = [
        f"paragraphs/7/?language={get_language()}",
        "commitments/?paragraph=7&fields=code,title",
        "indicator-values/?indicator=WB-HOMICIDE&state=SLV",
    ]
    if period is not None:
        requests += [
            f"matrix/?period={period.key}&by=paragraph",
            f"updates/?period={period.key}&party=SLV",
        ]
    return requests


def _whole(name: str) -> list[tuple[str, str]]:
    return [(JSON, f"{API}{name}/?page_size=500")]


def catalogue_data(instrument: Instrument) -> list[DataSet]:
    """Return the data sets of the catalogue; five queries."""
    one_instrument = [(JSON, f"{API}instruments/{instrument.key}/")]
    words = _("Instruments, with their text and its paragraphs")
    return [
        DataSet(words, Instrument.objects.count(), one_instrument),
        DataSet(
            _("Commitments, with their text, themes, and deadlines"),
            Commitment.objects.current().count(),
            _whole("commitments"),
        ),
        DataSet(
            _("Member states, with their standing over time"),
            Party.objects.states().count(),
            _whole("member-states"),
        ),
        DataSet(_("Bodies"), Party.objects.bodies().count(), _whole("bodies")),
        DataSet(
            _("Values of indicators, with their sources"),
            IndicatorValue.objects.count(),
            _whole("indicator-values"),
        ),
    ]


def reported_data(updates: int, period: ReportingPeriod | None) -> list[DataSet]:
    """Return the data sets of what was reported; `updates`: how many are published."""
    words = _("Published updates, as written by the parties")
    rows = [DataSet(words, updates, [*_whole("updates"), ("Atom", reverse("updates-feed"))])]
    if period is not None:
        matrix = f"{API}matrix/?period={period.key}&by="
        links = [
            (f"{JSON}, " + _("by paragraph"), matrix + "paragraph"),
            (f"{JSON}, " + _("by commitment"), matrix + "commitment"),
        ]
        rows.append(DataSet(_("Matrix of levels, %(key)s") % {"key": period.name}, None, links))
    formats = [("DOCX, PDF, XLSX, HTML, JSON", reverse("reports"))]
    return [*rows, DataSet(_("Status reports, as issued"), None, formats)]
