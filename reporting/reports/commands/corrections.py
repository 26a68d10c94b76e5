"""Corrections: an issued report never changes; another one, `rev. n` of its symbol, corrects it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import Conflict, Fault, Invalid
from commitments.people.rules.permissions import Person
from reporting.audit_actions import AuditAction
from reporting.reports.commands import editorial, report_state
from reporting.reports.models.report import StatusReport
from reporting.reports.rules import report_request, symbols
from reporting.reports.rules.report_states import ReportStep

# What a correction takes over from the report that it corrects.
_COPIED: Final = (
    "kind instrument_id session_id period_id party_id paragraph_id audience number classification "
    "foreword cover_note"
).split()


@transaction.atomic
def correct(
    *,
    report: StatusReport,
    by: Person,
    at: datetime,
    version: int | None = None,
    reason: object,
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
    # Long, since all faults are looked for before any is raised.
    row, officer = report_state.hold(report, step=ReportStep.CORRECT, by=by, version=version)
    _refuse_corrected(row)
    faults = report_request.RequestFaults()
    _check_moment(faults, row, as_of or at, at)
    revision = row.revision + 1
    correction = StatusReport(
        **{name: getattr(row, name) for name in _COPIED},
        symbol=symbols.of_revision(row.symbol, revision),
        revision=revision,
        corrects=row,
        as_of=as_of or at,
        languages=list(report_request.among(faults, "languages", languages, row.languages)),
        formats=list(report_request.among(faults, "formats", formats, row.formats)),
        correction_reason=_reason(faults, reason),
        requested_at=at,
        requested_by=officer,
    )
    if faults.found:
        raise Invalid(editorial.FAULTY, faults.found)
    correction.save()
    detail = {"correction": correction.pk, "revision": revision}
    report_state.log(AuditAction.CORRECT_REPORT, row, by=officer, at=at, **detail)
    report_state.queue_assembly(correction.pk)
    return correction


def _refuse_corrected(report: StatusReport) -> None:
    correction = report.corrections.not_discarded().defer("dataset").first()
    if correction is None:
        return
    if correction.state == StatusReport.State.ISSUED:
        raise Conflict(_("It has already been corrected; correct the correction."))
    raise Conflict(_("A correction of it is already being prepared."))


def _reason(faults: report_request.RequestFaults, reason: object) -> dict[str, str]:
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
