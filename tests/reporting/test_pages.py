"""The pages of a report's life: library, making, editing, issuing, comparing, checking."""

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
from reporting import build, corrections, selectors
from reporting.models import Failure, StatusReport
from tests.pages.acting import buttons_of, form_of, press
from tracker.models import ReportingPeriod

from .fakes import Queue
from .world import say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed_period", "files", "quick")]

ClientOf = Callable[[Any], Client]
ASKED = {
    "kind": "council",
    "instrument": "ag-dec-66",
    "period": "2012-1",
    "audience": "public",
    "languages": ["en", "es"],
    "formats": ["json", "pdf"],
}


@pytest.fixture
def draft(officer: User, queue: Queue) -> StatusReport:
    report = build.request(by=officer, at=timezone.now(), **(ASKED | {"languages": ["en"]}))
    queue.run()
    return StatusReport.objects.get(pk=report.pk)


@pytest.fixture
def issued(draft: StatusReport, officer: User) -> StatusReport:
    return build.issue(report=draft, by=officer, at=timezone.now())


@pytest.fixture
def corrected(issued: StatusReport, officer: User, queue: Queue) -> StatusReport:
    """The issued report, from which Mexico was missing; its correction is issued."""
    say(ReportingPeriod.objects.get(key="2012-1"), "MEX", "7.1", 1)
    made = corrections.correct(
        report=issued, by=officer, at=timezone.now(), reason={"en": "Mexico was left out."}
    )
    queue.run()
    made.refresh_from_db()
    return build.issue(report=made, by=officer, at=timezone.now())


def text(response: Any) -> str:
    return str(response.content.decode())


def page(report: StatusReport, name: str = "report") -> str:
    return reverse(name, args=[report.pk])


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


# What other pages ask, and readers of feeds ---------------------------------------------------


def test_the_latest_is_the_last_issued_that_one_may_see_and_nobody_corrected(
    visitor: Any, officer: User, authority_slv: User, corrected: StatusReport
) -> None:
    for person in (visitor, authority_slv, officer):
        assert selectors.latest_issued(person) == corrected
    StatusReport.objects.filter(pk=corrected.pk).update(audience="member_states")
    assert selectors.latest_issued(authority_slv) == corrected
    assert selectors.latest_issued(visitor) is None


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
    assert first["title"] == "Report to the Permanent Council, 2012-1"
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


# Asking, following ---------------------------------------------------------------------------


def test_each_kind_asks_for_what_it_needs_alone(client_of: ClientOf, officer: User) -> None:
    client = client_of(officer)
    assert "?kind=paragraph" in text(client.get(reverse("report-new")))
    form = client.get(reverse("report-new"), {"kind": "party"}).context["form"]
    assert {"party", "period"} <= set(form.fields)
    assert not {"session", "paragraph"} & set(form.fields)


def test_asking_without_a_period_keeps_what_was_typed(client_of: ClientOf, officer: User) -> None:
    typed = {name: value for name, value in ASKED.items() if name != "period"}
    refused = client_of(officer).post(reverse("report-new"), typed)
    assert refused.status_code == 400
    assert list(refused.context["form"].errors) == ["period"]
    assert 'value="es" id="id_languages_1" checked' in text(refused)
    assert not StatusReport.objects.exists()


def test_a_report_in_the_making_shows_its_steps_and_looks_again(
    client_of: ClientOf, officer: User, queue: Queue
) -> None:
    client = client_of(officer)
    made = client.post(reverse("report-new"), ASKED)
    report = StatusReport.objects.get()
    assert made.headers["Location"] == page(report)
    shown = text(client.get(page(report)))
    assert "reporting/progress" in shown
    assert "0 % made" in shown
    # Without JavaScript one looks again oneself.
    assert f'<a href="{page(report)}">Look again</a>' in shown
    assert shown.count("PDF: waiting") == 2
    assert buttons_of(client.get(page(report))) == set()
    queue.run()
    shown = text(client.get(page(report)))
    assert "reporting/progress" not in shown
    assert "% made" not in shown
    assert "marked as a draft" in shown


def test_a_failed_report_says_why_and_is_tried_again(
    client_of: ClientOf, officer: User, queue: Queue
) -> None:
    client = client_of(officer)
    client.post(reverse("report-new"), ASKED)
    report = StatusReport.objects.get()
    build.fail(report_id=report.pk, code=Failure.DISK_FULL, step="en.pdf", detail="errno 28")
    shown = text(client.get(page(report)))
    assert "There was no room on the disk" in shown
    assert "PDF: failed" in shown
    press(client, page(report), "retry")
    queue.run()
    report.refresh_from_db()
    assert report.state == StatusReport.State.DRAFT


# Editing and issuing -------------------------------------------------------------------------


def test_a_draft_that_nobody_wants_is_discarded_and_can_be_had_back(
    client_of: ClientOf, officer: User, draft: StatusReport
) -> None:
    client = client_of(officer)
    assert "Discard it" in text(client.get(page(draft)))
    client.post(page(draft), {"verb": "discard", "version": draft.version})
    shown = text(client.get(page(draft)))
    assert "The secretariat discarded it. It can be taken up again." in shown
    assert "Take it up again" in shown
    library = text(client.get(reverse("reports")))
    assert page(draft) not in library
    assert "1 discarded report" in library
    assert page(draft) in text(client.get(reverse("reports"), {"discarded": "1"}))
    draft.refresh_from_db()
    client.post(page(draft), {"verb": "retry", "version": draft.version})
    assert page(draft) in text(client.get(reverse("reports")))


def test_a_draft_is_given_number_and_foreword(
    client_of: ClientOf, officer: User, draft: StatusReport, queue: Queue
) -> None:
    client = client_of(officer)
    typed = form_of(client.get(page(draft, "report-edit")))
    typed |= {"number": "5421", "foreword_en": "To the Council.", "foreword_es": "Al Consejo."}
    assert client.post(page(draft, "report-edit"), typed).headers["Location"] == page(draft)
    queue.run()
    draft.refresh_from_db()
    assert draft.number == "5421"
    assert draft.foreword == {"en": "To the Council.", "es": "Al Consejo."}
    assert draft.symbol in text(client.get(page(draft)))


def test_a_number_that_will_not_do_is_said_beside_the_field_and_nothing_typed_is_lost(
    client_of: ClientOf, officer: User, draft: StatusReport
) -> None:
    client = client_of(officer)
    typed = form_of(client.get(page(draft, "report-edit")))
    typed |= {"number": "CP/doc.5421/12", "foreword_en": "To the Council."}
    refused = client.post(page(draft, "report-edit"), typed)
    assert refused.status_code == 400
    assert list(refused.context["form"].errors) == ["number"]
    assert "To the Council." in text(refused)
    draft.refresh_from_db()
    assert draft.foreword == {}


def test_what_another_officer_saved_meanwhile_is_not_overwritten(
    client_of: ClientOf, officer: User, draft: StatusReport, queue: Queue
) -> None:
    client = client_of(officer)
    typed = form_of(client.get(page(draft, "report-edit")))
    client.post(page(draft, "report-edit"), typed | {"foreword_en": "First."})
    queue.run()
    refused = client.post(page(draft, "report-edit"), typed | {"foreword_en": "Second."})
    assert refused.status_code == 400
    assert "Second." in text(refused)
    draft.refresh_from_db()
    assert draft.foreword == {"en": "First."}


def test_issuing_says_first_what_it_does(
    client_of: ClientOf, officer: User, visitor: Any, draft: StatusReport
) -> None:
    client = client_of(officer)
    asked = client.get(page(draft, "report-issue"))
    assert "It bears no document symbol" in text(asked)
    draft.refresh_from_db()
    assert draft.state == StatusReport.State.DRAFT
    client.post(page(draft), form_of(asked) | {"verb": "issue"})
    assert client_of(visitor).get(page(draft)).status_code == 200
    again = client.get(page(draft, "report-edit"), follow=True)
    assert "cannot be done with this report now" in text(again)


@pytest.mark.parametrize("name", ["report-edit", "report-issue", "report-correct"])
def test_editing_issuing_and_correcting_are_the_officers(
    client_of: ClientOf, authority_slv: User, issued: StatusReport, name: str
) -> None:
    assert client_of(authority_slv).get(page(issued, name)).status_code == 403


# Correcting ----------------------------------------------------------------------------------


def test_a_correction_wants_a_reason(
    client_of: ClientOf, officer: User, issued: StatusReport
) -> None:
    client = client_of(officer)
    typed = form_of(client.get(page(issued, "report-correct")))
    refused = client.post(page(issued, "report-correct"), typed)
    assert refused.status_code == 400
    assert "Say why it is corrected" in text(refused)
    made = client.post(
        page(issued, "report-correct"), typed | {"correction_reason_es": "Faltaba México."}
    )
    correction = StatusReport.objects.get(corrects=issued)
    assert made.headers["Location"] == page(correction)


def test_the_corrected_report_leads_to_its_correction(
    client_of: ClientOf, visitor: Any, corrected: StatusReport
) -> None:
    client = client_of(visitor)
    assert corrected.corrects is not None
    was = text(client.get(page(corrected.corrects)))
    assert "has been corrected" in was
    assert page(corrected) in was
    now = text(client.get(page(corrected)))
    assert "Mexico was left out." in now


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
    assert (title, many, line.party) == ("Asked for now, and not before", 1, "Mexico")
    assert [item[0] for item in line.items] == ["7.1"]
    same = client.get(reverse("report-compare"), pair | {"before": corrected.pk})
    assert "Nothing moved between the two." in text(same)


def test_a_draft_cannot_be_compared_by_who_may_not_see_it(
    client_of: ClientOf, visitor: Any, officer: User, corrected: StatusReport, queue: Queue
) -> None:
    made = build.request(by=officer, at=timezone.now() + timedelta(seconds=1), **ASKED)
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
    assert "not a document that we know" in shown


def test_the_checksum_printed_in_a_file_is_known_however_it_was_copied(
    client_of: ClientOf, visitor: Any, issued: StatusReport
) -> None:
    spaced = f" {issued.dataset_sha256[:32].upper()} {issued.dataset_sha256[32:]}"
    shown = text(client_of(visitor).get(reverse("report-check"), {"sha256": spaced}))
    assert "This is what was issued, unchanged." in shown
    assert "The data that all its documents are made from" in shown


def test_a_draft_is_no_file_of_ours_to_who_may_not_see_it(
    client_of: ClientOf, visitor: Any, officer: User, draft: StatusReport
) -> None:
    asked = {"sha256": draft.dataset_sha256}
    assert "it has not been issued" in text(client_of(officer).get(reverse("report-check"), asked))
    assert "not a document that we know" in text(
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
