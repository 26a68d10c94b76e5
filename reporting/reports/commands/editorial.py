"""What the secretariat adds to a draft: number, foreword, cover note. The facts do not change.

These texts are part of the dataset, because the same dataset has to give the same files. So after
an edit all files are made again.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from commitments.foundation import locking
from commitments.foundation.errors import Fault, Invalid, Words
from commitments.models import Language
from commitments.people.rules.permissions import Person
from reporting.audit_actions import AuditAction
from reporting.dataset.schema import SCHEMA, decode, encode, sha256
from reporting.reports.commands import files, report_state
from reporting.reports.models.report import StatusReport
from reporting.reports.rules import symbols
from reporting.reports.rules.report_states import ReportStep

# Characters in one language.
LONGEST: Final = {"foreword": 20_000, "cover_note": 5_000, "correction_reason": 5_000}
FAULTY: Final = _("Some of what was sent is not valid.")


@transaction.atomic
def edit(
    *,
    report: StatusReport,
    by: Person,
    at: datetime,
    version: int | None = None,
    number: object = None,
    foreword: object = None,
    cover_note: object = None,
    correction_reason: object = None,
) -> StatusReport:
    """Edit a draft and have its files made again; return it, in state building.

    Texts are by language, `{"es": "…"}`: other languages keep theirs, and "" removes one. None
    changes nothing. Where nothing would change, the report stays a draft.
    Raises NotAllowed, Stale, Conflict, and Invalid with every fault.
    """
    row, officer = report_state.hold(report, step=ReportStep.EDIT, by=by, version=version)
    texts = {"foreword": foreword, "cover_note": cover_note, "correction_reason": correction_reason}
    changes = _changes(row, number, texts, at)
    if changes:
        report_state.log(AuditAction.EDIT_REPORT, row, by=officer, at=at, changed=sorted(changes))
        files.drop(row, at=at)
        _rewrite(row, changes)
        report_state.queue_assembly(row.pk)
    return row


def cleaned(name: str, texts: object) -> tuple[dict[str, str], list[Fault]]:
    """Return the texts by language as they will be stored ("" included), and their faults."""
    if not isinstance(texts, Mapping):
        detail = _("This must be an object with texts by language, such as {“es”: “…”}.")
        return {}, [Fault(f"/{name}", "not_an_object", detail)]
    clean: dict[str, str] = {}
    faults = []
    for language, words in texts.items():
        fault = _fault_of(language, words, longest=LONGEST[name])
        if fault is None:
            clean[language] = words.replace("\r\n", "\n").replace("\r", "\n").strip()
        else:
            faults.append(Fault(f"/{name}/{language}", *fault))
    return clean, faults


def _fault_of(language: str, words: object, *, longest: int) -> tuple[str, Words] | None:
    if language not in Language.values:
        detail = _("Enter one of %(names)s.") % {"names": ", ".join(Language.values)}
        return "unknown_language", detail
    if not isinstance(words, str):
        return "wrong_type", _("This must be text.")
    if len(words) > longest:
        detail = _("At most %(longest)s characters are allowed here.") % {"longest": longest}
        return "too_long", detail
    if any(
        unicodedata.category(letter) in ("Cc", "Cs") for letter in words if letter not in "\t\r\n"
    ):
        return "bad_character", _("Control characters cannot be printed; remove them.")
    return None


def _changes(
    report: StatusReport, number: object, texts: Mapping[str, object], at: datetime
) -> dict[str, Any]:
    """Return the values that change, by column. Raises Invalid with every fault."""
    changes: dict[str, Any] = {}
    faults = []
    for name, by_language in texts.items():
        if by_language is not None:
            clean, wrong = cleaned(name, by_language)
            faults += wrong
            merged = getattr(report, name) | clean
            changes[name] = {language: words for language, words in merged.items() if words}
    if "correction_reason" in changes:
        if changes["correction_reason"] and report.corrects_id is None:
            detail = _("This report corrects no other.")
            faults.append(Fault("/correction_reason", "not_applicable", detail))
        elif not changes["correction_reason"] and report.corrects_id is not None:
            detail = _("State why it is corrected.")
            faults.append(Fault("/correction_reason", "required", detail))
    if number is not None and number != report.number:
        fault = symbols.fault_of(report, number, at=at)
        if fault is None:
            changes |= symbols.columns(report, str(number), at=at)
        else:
            faults.append(fault)
    if faults:
        raise Invalid(FAULTY, faults)
    return {name: new for name, new in changes.items() if getattr(report, name) != new}


def _rewrite(report: StatusReport, changes: Mapping[str, Any]) -> None:
    """Write the changes to the row and to its dataset. Raises Invalid if the symbol is taken."""
    dataset = decode(bytes(report.dataset or b""))
    printed = {name: new for name, new in changes.items() if name != "number"}
    content = encode(
        replace(dataset, schema=SCHEMA, editorial=replace(dataset.editorial, **printed))
    )
    try:
        with transaction.atomic():
            locking.write(
                report,
                state=StatusReport.State.BUILDING,
                **changes,
                dataset=content,
                dataset_sha256=sha256(content),
                built_at=None,
            )
    except IntegrityError as error:
        fault = Fault("/number", "taken", symbols.taken(changes["symbol"]))
        raise Invalid(FAULTY, [fault]) from error
