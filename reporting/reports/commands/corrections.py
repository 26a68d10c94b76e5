"""An issued report never changes: it is corrected by another, `rev. n` of the same symbol."""

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
from reporting.reports.commands import editorial
from reporting.reports.commands import report_state as life
from reporting.reports.models.report import StatusReport
from reporting.reports.rules import report_request as orders
from reporting.reports.rules import symbols
from reporting.reports.rules.permissions import may_correct

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
    """Have an issued report corrected; return the correction, in state requested.

    The correction tells how things stand as of `as_of` (by default `at`), why it was needed
    (`reason`, by language), and what changed; number, foreword and cover note are carried over,
    and languages and formats unless given. The corrected report stays as it is.
    Raises NotAllowed, Stale, Conflict, and Invalid with every fault.
    """
    if not may_correct(by):
        raise NotAllowed(_("Officers of the secretariat correct reports."))
    with transaction.atomic():
        refusal = _("Only an issued report is corrected; a draft is edited.")
        found = life.hold(report, version=version, states=[State.ISSUED], refusal=refusal)
        _refuse_corrected(found)
        moment = as_of or at
        faults = orders.Faults()
        why = _reason(faults, reason)
        _check_moment(faults, found, moment, at)
        correction = StatusReport(
            **_carried_over(found),
            as_of=moment,
            languages=list(orders.among(faults, "languages", languages, found.languages)),
            formats=list(orders.among(faults, "formats", formats, found.formats)),
            correction_reason=why,
            requested_at=at,
            requested_by=by if isinstance(by, User) else None,
        )
        if faults.found:
            raise Invalid(editorial.FAULTY, faults.found)
        correction.save()
        life.log(
            AuditAction.CORRECT_REPORT,
            found,
            by=correction.requested_by,
            at=at,
            correction=correction.pk,
            revision=correction.revision,
        )
        life.queue_assembly(correction.pk)
    return correction


def _refuse_corrected(report: StatusReport) -> None:
    correction = report.corrections.kept().defer("dataset").first()
    if correction is None:
        return
    if correction.state == State.ISSUED:
        raise Conflict(_("It has already been corrected; correct the correction."))
    raise Conflict(_("A correction of it is already being prepared."))


def _reason(faults: orders.Faults, reason: Any) -> dict[str, str]:
    why, wrong = editorial.cleaned("correction_reason", reason)
    faults.found += [
        Fault(fault.pointer.replace("/correction_reason", "/reason", 1), fault.code, fault.detail)
        for fault in wrong
    ]
    why = {language: words for language, words in why.items() if words}
    if not why and not wrong:
        faults.add("reason", "required", _("State why it is corrected, in at least one language."))
    return why


def _check_moment(
    faults: orders.Faults, corrected: StatusReport, moment: datetime, at: datetime
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
