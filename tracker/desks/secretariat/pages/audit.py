"""The history of an object: who did what, when.

It is for officers; the history of a person is for administrators.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commitments.foundation.models.audit import AuditEntry
from commitments.foundation.pages import find_or_404, number_in
from commitments.models import Designation, Party, User
from commitments.people.rules.access import officer_of
from commitments.people.rules.permissions import is_administrator
from commitments.templatetags.catalogue import address
from tracker.audit_actions import AuditAction
from tracker.desks.secretariat.view_models import audit_sentences as sentences
from tracker.models import Decision, ProgressUpdate, ReportingPeriod

PAGE_SIZE: Final = 100
# Of a person with years of work, only the last entries are shown.
MOST: Final = 2000


@dataclass(frozen=True, slots=True)
class AuditSubject:
    """An object with a history: its name, its page, and its entries and decisions."""

    name: str
    href: str
    entries: Q
    decisions: QuerySet[Decision] | None = None
    party_id: int | None = None
    sample: bool = False


@require_safe
@login_required
def audit(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """The history of an update, a period, a report, a party or a person."""
    officer = officer_of(request)
    if kind not in _SUBJECTS or "\x00" in key:
        raise Http404
    subject = _SUBJECTS[kind](key, officer)
    lines = _lines(subject)
    if kind == "report" and not lines:
        raise Http404
    context = {
        "subject": subject,
        "page": Paginator(lines, PAGE_SIZE).get_page(request.GET.get("page")),
        "shows_sample": subject.sample,
        "section": "desk",
    }
    return render(request, "tracker/desks/secretariat/audit.html", context)


def _lines(subject: AuditSubject) -> list[sentences.AuditLine]:
    log = AuditEntry.objects.filter(subject.entries).select_related("by")
    entries = list(log.order_by("-at", "-pk")[:MOST])
    decisions: list[Decision] = []
    if subject.decisions is not None:
        steps = subject.decisions.select_related("by", "revision")
        decisions = list(steps.order_by("-at", "-pk")[:MOST])
    people = {row.by_id for row in entries} | {row.by_id for row in decisions}
    role = sentences.roles(
        subject.party_id,
        Designation.objects.filter(user__in=people - {None}).select_related("party"),
    )
    lines = [sentences.of_entry(entry, role) for entry in entries]
    return sentences.merged(lines + [sentences.of_decision(row, role) for row in decisions])


def _update(key: str, officer: User) -> AuditSubject:
    update = find_or_404(
        ProgressUpdate.objects.visible_to(officer).select_related("party", "period", "commitment"),
        pk=number_in(key) or 0,
    )
    revisions = [str(pk) for pk in update.revisions.values_list("pk", flat=True)]
    return AuditSubject(
        name=f"{update.party.name}, {update.commitment.code}, {update.period.name}",
        href=reverse("review-update", args=[update.pk]),
        entries=Q(object_type="update", object_key=str(update.pk))
        | Q(object_type="evidence", detail__update=update.pk)
        | Q(object_type="revision", object_key__in=revisions),
        decisions=Decision.objects.visible_to(officer).filter(update=update),
        party_id=update.party_id,
        sample=update.sample,
    )


def _period(key: str, officer: User) -> AuditSubject:
    period = find_or_404(ReportingPeriod.objects.all(), key=key)
    return AuditSubject(
        name=_("Period %(key)s") % {"key": period.name},
        href=reverse("period", args=[period.key]),
        entries=Q(object_type="period", object_key=period.key)
        | Q(object_type="party", detail__period=period.key),
        sample=period.sample,
    )


def _report(key: str, officer: User) -> AuditSubject:
    pk = number_in(key) or 0
    return AuditSubject(
        name=_("Report %(key)s") % {"key": pk},
        href=reverse("report", args=[pk]),
        entries=Q(object_type="report", object_key=str(pk)),
    )


def _party(key: str, officer: User) -> AuditSubject:
    party = find_or_404(Party.objects.all(), code=key)
    return AuditSubject(
        name=party.name,
        href=address(party),
        entries=Q(object_type__in=["party", "participation"], object_key=party.code)
        | Q(action=AuditAction.DECIDE_ROSTER, detail__party=party.code),
        party_id=party.pk,
    )


def _person(key: str, officer: User) -> AuditSubject:
    if not is_administrator(officer):
        raise PermissionDenied(_("This is reserved for administrators."))
    person = find_or_404(User.objects.all(), pk=number_in(key) or 0)
    return AuditSubject(
        name=str(person),
        href=reverse("person", args=[person.pk]),
        entries=Q(object_type="person", object_key=str(person.pk)) | Q(by=person),
        decisions=Decision.objects.visible_to(officer).filter(by=person),
        sample=person.sample,
    )


_SUBJECTS: Final[dict[str, Callable[[str, User], AuditSubject]]] = {
    "update": _update,
    "period": _period,
    "report": _report,
    "party": _party,
    "person": _person,
}
