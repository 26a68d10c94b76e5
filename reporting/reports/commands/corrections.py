"""Corrections: an issued report never changes; another one, `rev. n` of its symbol, corrects it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import Conflict, Fault, Invalid, NotAllowed
from commitments.models import User
from commitments.people.rules.permissions import Person
from reporting.audit_actions import AuditAction
from reporting.reports.commands import editorial, report_state
from reporting.reports.models.report import StatusReport
from reporting.reports.rules import report_request, symbols
from reporting.reports.rules.permissions import may_correct
from reporting.reports.rules.report_states import ReportStep

State = StatusReport.State


def correct(
    *,
    report: StatusReport,
    by: Person,
    at: datetime,
    version: int | None = None,
    reason: Any,
    as_of: datetime | None = None,
    languages: Iterable[str] | None = None,
    formats: Iterable[str] | None = None,
) -> StatusReport:
    """Request the correction of an issued report; return the correction, in state requested.

    It is made as of `as_of` (by default `at`), and gives its `reason` by language and what
    changed. Number, foreword and cover note are copied from the corrected report, and so are
    languages and formats by default. The corrected report stays as it is.
    Raises NotAllowed, Stale, Conflict, and Invalid with every fault.
    """
    if not may_correct(by):
        raise NotAllowed(_("Officers of the secretariat correct reports."))
    with transaction.atomic():
        refusal = _("Only an issued report is corrected; a draft is edited.")
        found = report_state.hold(report, step=ReportStep.CORRECT, version=version, refusal=refusal)
        _refuse_corrected(found)
        faults = report_request.RequestFaults()
        _check_moment(faults, found, as_of or at, at)
        correction = StatusReport(
            **_carried_over(found),
            as_of=as_of or at,
            languages=list(report_request.among(faults, "languages", languages, found.languages)),
            formats=list(report_request.among(faults, "formats", formats, found.formats)),
            correction_reason=_reason(faults, reason),
            requested_at=at,
            requested_by=by if isinstance(by, User) else None,
        )
        if faults.found:
            raise Invalid(editorial.FAULTY, faults.found)
        correction.save()
        report_state.log(
            AuditAction.CORRECT_REPORT,
            found,
            by=correction.requested_by,
            at=at,
            correction=correction.pk,
            revision=correction.revision,
        )
        report_state.queue_assembly(correction.pk)
    return correction


def _refuse_corrected(report: StatusReport) -> None:
    correction = report.corrections.kept().defer("dataset").first()
    if correction is None:
        return
    if correction.state == State.ISSUED:
        raise Conflict(_("It has already been corrected; correct the correction."))
    raise Conflict(_("A correction of it is already being prepared."))


def _reason(faults: report_request.RequestFaults, reason: Any) -> dict[str, str]:
    reasons, wrong = editorial.cleaned("correction_reason", reason)
    faults.found += [
        Fault(fault.pointer.replace("/correction_reason", "/reason", 1), fault.code, fault.detail)
        for fault in wrong
    ]
    reasons = {language: words for language, words in reasons.items() if words}
    if not reasons and not wrong:
        faults.add("reason", "required", _("State why it is corrected, in at least one language."))
    return reasons


def _check_moment(
    faults: report_request.RequestFaults, corrected: StatusReport, moment: datetime, at: datetime
) -> None:
    if moment > at:
        faults.add("as_of", "in_future", _("The situation at that date is not known yet."))
    elif moment < corrected.as_of:
        detail = _("A correction cannot describe an earlier moment than the report it corrects.")
        faults.add("as_of", "too_early", detail)


def _carried_over(report: StatusReport) -> dict[str, Any]:
    revision = report.revision + 1
    return {
        "kind": report.kind,
        "instrument_id": report.instrument_id,
        "session_id": report.session_id,
        "period_id": report.period_id,
        "party_id": report.party_id,
        "paragraph_id": report.paragraph_id,
        "audience": report.audience,
        "number": report.number,
        "classification": report.classification,
        "symbol": symbols.of_revision(report.symbol, revision),
        "foreword": report.foreword,
        "cover_note": report.cover_note,
        "revision": revision,
        "corrects": report,
    }
