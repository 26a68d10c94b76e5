"""Pages on which reports are found: the library, the feed, two compared, a file known again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from commitments.models import User
from reporting.models import StatusReport
from reporting.reports.commands import lifecycle
from tests.reporting.fakes import Queue
from tests.reporting.report_pages import ASKED, corrected, draft, issued, page, text

__all__ = ["corrected", "draft", "issued"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed_period", "files", "quick")]

ClientOf = Callable[[Any], Client]
# The library ---------------------------------------------------------------------------------


def test_the_library_is_empty_in_words(client_of: ClientOf, visitor: Any) -> None:
    shown = text(client_of(visitor).get(reverse("reports")))
    assert "No report has been issued yet." in shown
    assert reverse("report-new") not in shown


def test_a_draft_is_the_secretariats_to_see(
    client_of: ClientOf, officer: User, visitor: Any, authority_slv: User, draft: StatusReport
) -> None:
    assert page(draft) in text(client_of(officer).get(reverse("reports")))
    for person in (visitor, authority_slv):
        assert page(draft) not in text(client_of(person).get(reverse("reports")))
        assert client_of(person).get(page(draft)).status_code == 404


def test_an_issued_report_is_listed_with_its_final_files(
    client_of: ClientOf, visitor: Any, issued: StatusReport
) -> None:
    client = client_of(visitor)
    shown = text(client.get(reverse("reports")))
    assert page(issued) in shown
    link = reverse("api-report-file", args=[issued.pk, "en", "pdf"])
    assert link in shown
    assert b"".join(client.get(link).streaming_content).startswith(b"final pdf")  # type: ignore[attr-defined]
    other = text(client.get(reverse("reports"), {"kind": "assembly"}))
    assert page(issued) not in other
    assert "No such report has been issued yet." in other
    assert page(issued) in text(client.get(reverse("reports"), {"kind": "council"}))


def test_a_corrected_report_stays_beside_its_correction_in_the_cycle(
    client_of: ClientOf, visitor: Any, corrected: StatusReport
) -> None:
    shown = client_of(visitor).get(reverse("reports"))
    [cycle] = shown.context["cycles"]
    assert cycle.session.key == "42"
    assert [report.pk for report in cycle.reports] == [corrected.pk, corrected.corrects_id]
    assert "Cycle to the XLII regular session" in text(shown)
    assert "corrected by rev. 1" in text(shown)


def test_what_narrows_the_library_stays_in_the_address(
    client_of: ClientOf, visitor: Any, issued: StatusReport
) -> None:
    earlier = datetime(2013, 5, 1, tzinfo=UTC)
    StatusReport.objects.create(
        **{
            field.name: getattr(issued, field.name)
            for field in StatusReport._meta.concrete_fields
            if field.name not in ("id", "issued_at")
        },
        issued_at=earlier,
    )
    client = client_of(visitor)
    year = str(timezone.now().year)
    shown = client.get(reverse("reports"), {"year": year, "kind": "council"})
    assert [report.pk for report in shown.context["cycles"][0].reports] == [issued.pk]
    assert 'href="?kind=council&amp;year=2013"' in text(shown)
    assert f'href="?kind=party&amp;year={year}"' in text(shown)
    unknown = client.get(reverse("reports"), {"year": "1999", "kind": "x", "page": "y"})
    assert len(unknown.context["cycles"][0].reports) == 2


def test_the_library_takes_as_many_queries_however_much_it_holds(
    client_of: ClientOf,
    visitor: Any,
    corrected: StatusReport,
    django_assert_max_num_queries: Any,
) -> None:
    with django_assert_max_num_queries(10):
        client_of(visitor).get(reverse("reports"))


# Readers of feeds ------------------------------------------------------------------------------


def test_the_feed_tells_everybody_of_what_is_public_and_no_more(
    client_of: ClientOf, officer: User, corrected: StatusReport, draft: StatusReport
) -> None:
    StatusReport.objects.filter(pk=corrected.pk).update(
        correction_reason={"en": "Mexico & others <were> left out."}
    )
    client = client_of(officer)
    assert reverse("reports-feed") in text(client.get(reverse("reports")))
    answer = client.get(reverse("reports-feed"))
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    [newest, first] = atom(answer)
    assert newest["link"].endswith(page(corrected))
    assert newest["updated"] == corrected.issued_at.isoformat()  # type: ignore[union-attr]
    assert "Mexico &amp; others &lt;were&gt; left out." in newest["summary"]
    assert first["title"] == "Report to the Permanent Council, January–June 2012"
    spanish = atom(client.get("/es/reports/feed/"))
    assert [one["id"] for one in spanish] == [newest["id"], first["id"]]
    assert spanish[0]["title"] != newest["title"]
    StatusReport.objects.filter(pk=corrected.pk).update(audience="member_states")
    assert [one["id"] for one in atom(client.get(reverse("reports-feed")))] == [first["id"]]


def atom(answer: Any) -> list[dict[str, str]]:
    """Return the entries of a feed: what stands in each element, a link's address."""
    space = "{http://www.w3.org/2005/Atom}"
    return [
        {
            part.tag.removeprefix(space): part.get("href") or part.text or ""
            for part in entry
            if part.tag != f"{space}category"
        }
        for entry in ElementTree.fromstring(answer.content).iter(f"{space}entry")
    ]


# Comparing -----------------------------------------------------------------------------------


def test_two_reports_are_compared(
    client_of: ClientOf, visitor: Any, corrected: StatusReport
) -> None:
    client = client_of(visitor)
    assert corrected.corrects_id is not None
    pair = {"before": corrected.corrects_id, "after": corrected.pk}
    shown = client.get(reverse("report-compare"), pair)
    assert shown.status_code == 200
    [(title, many, [line])] = shown.context["sections"]
    assert (title, many, line.party) == (
        "Requested in the later report, not in the earlier one",
        1,
        "Mexico",
    )
    assert [item[0] for item in line.items] == ["7.1"]
    same = client.get(reverse("report-compare"), pair | {"before": corrected.pk})
    assert "Nothing changed between the two." in text(same)


def test_a_draft_cannot_be_compared_by_who_may_not_see_it(
    client_of: ClientOf, visitor: Any, officer: User, corrected: StatusReport, queue: Queue
) -> None:
    made = lifecycle.request(by=officer, at=timezone.now() + timedelta(seconds=1), **ASKED)
    queue.run()
    pair = {"before": corrected.pk, "after": made.pk}
    assert client_of(officer).get(reverse("report-compare"), pair).status_code == 200
    assert client_of(visitor).get(reverse("report-compare"), pair).status_code == 400


# Checking ------------------------------------------------------------------------------------


def test_a_file_is_known_again(
    client_of: ClientOf, visitor: Any, issued: StatusReport, files: Path
) -> None:
    client = client_of(visitor)
    link = reverse("api-report-file", args=[issued.pk, "en", "pdf"])
    content = b"".join(client.get(link).streaming_content)  # type: ignore[attr-defined]
    before = sorted(files.rglob("*"))
    upload = {"file": SimpleUploadedFile("any.pdf", content), "sha256": ""}
    shown = text(client.post(reverse("report-check"), upload, follow=True))
    assert "This is what was issued, unchanged." in shown
    assert page(issued) in shown
    assert sorted(files.rglob("*")) == before
    spoilt = {"file": SimpleUploadedFile("any.pdf", content + b" "), "sha256": ""}
    shown = text(client.post(reverse("report-check"), spoilt, follow=True))
    assert "document is not known here" in shown


def test_the_checksum_printed_in_a_file_is_known_however_it_was_copied(
    client_of: ClientOf, visitor: Any, issued: StatusReport
) -> None:
    spaced = f" {issued.dataset_sha256[:32].upper()} {issued.dataset_sha256[32:]}"
    shown = text(client_of(visitor).get(reverse("report-check"), {"sha256": spaced}))
    assert "This is what was issued, unchanged." in shown
    assert "The data that all its documents are prepared from" in shown


def test_a_draft_is_no_file_of_ours_to_who_may_not_see_it(
    client_of: ClientOf, visitor: Any, officer: User, draft: StatusReport
) -> None:
    asked = {"sha256": draft.dataset_sha256}
    assert "it has not been issued" in text(client_of(officer).get(reverse("report-check"), asked))
    assert "document is not known here" in text(
        client_of(visitor).get(reverse("report-check"), asked)
    )


def test_what_is_no_checksum_is_said(client_of: ClientOf, visitor: Any) -> None:
    client = client_of(visitor)
    refused = client.get(reverse("report-check"), {"sha256": "zz"})
    assert refused.status_code == 400
    assert "64 digits" in text(refused)
    nothing = client.post(reverse("report-check"), {"sha256": ""})
    assert nothing.status_code == 400
    assert "Choose a file" in text(nothing)
