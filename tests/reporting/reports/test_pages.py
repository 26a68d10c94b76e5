"""The pages of a report's life: asked for, made, edited, issued, corrected."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from commitments.models import User
from reporting.models import Failure, StatusReport
from reporting.reports.commands import build
from tests.pages.acting import buttons_of, form_of, press
from tests.reporting.fakes import Queue
from tests.reporting.report_pages import ASKED, corrected, draft, issued, page, text

__all__ = ["corrected", "draft", "issued"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed_period", "files", "quick")]

ClientOf = Callable[[Any], Client]
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
    assert "0% ready" in shown
    # Without JavaScript one looks again oneself.
    assert f'<a href="{page(report)}">Refresh</a>' in shown
    assert shown.count("PDF: waiting") == 2
    assert buttons_of(client.get(page(report))) == set()
    queue.run()
    shown = text(client.get(page(report)))
    assert "reporting/progress" not in shown
    assert "% ready" not in shown
    assert "marked as a draft" in shown


def test_a_failed_report_says_why_and_is_tried_again(
    client_of: ClientOf, officer: User, queue: Queue
) -> None:
    client = client_of(officer)
    client.post(reverse("report-new"), ASKED)
    report = StatusReport.objects.get()
    build.fail(report_id=report.pk, code=Failure.DISK_FULL, step="en.pdf", detail="errno 28")
    shown = text(client.get(page(report)))
    assert "There was not enough disk space" in shown
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
    assert "Discard" in text(client.get(page(draft)))
    client.post(page(draft), {"verb": "discard", "version": draft.version})
    shown = text(client.get(page(draft)))
    assert "The secretariat discarded it. It can be resumed." in shown
    assert "Resume" in shown
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
    assert "State why it is corrected" in text(refused)
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
