"""The public pages that compare two reports and check a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commitments.foundation.errors import Invalid
from commitments.foundation.pages import find_or_404, number_in
from commitments.foundation.rest.bodies import Files, takes_files
from reporting.dataset.comparison import Incomparable
from reporting.dataset.schema import ActionRef, DutyChange, LevelCounts, Move, Pair
from reporting.reports.forms import CheckForm, CompareForm
from reporting.reports.models.report import StatusReport
from reporting.reports.pages.report import visible
from reporting.reports.queries import report_comparison, verification
from reporting.reports.queries.report_comparison import Difference
from tracker.updates.rules.rubric import ONE_OFF_NAMES, RUBRIC

MOST_CHOICES = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyChanges:
    """The changes of a party. `items`: (commitment's code, title and address, level change)."""

    party: str
    items: list[tuple[str, str, str, str]]


@require_safe
def compare_reports(request: HttpRequest) -> HttpResponse:
    """What moved between two reports."""
    reports = visible(request).exclude(dataset_sha256="")[:MOST_CHOICES]
    choices = [(report.pk, _label(report)) for report in reports]
    form = CompareForm(request.GET or None, choices=choices)
    context: dict[str, object] = {"form": form, "choices": choices, "section": "reports"}
    if form.is_bound and form.is_valid():
        before, after = (
            find_or_404(visible(request).defer(None), pk=number_in(form.cleaned_data[name]))
            for name in ("before", "after")
        )
        shows_sample = before.sample or after.sample
        context |= {"before": before, "after": after, "shows_sample": shows_sample}
        try:
            context |= _differences(report_comparison.compare_reports(before, after))
        except Incomparable:
            sentence = _(
                "These two reports are not on the same subject: choose reports on the "
                "same instrument, for the same audience, and on the same party or "
                "paragraph."
            )
            form.add_error(None, sentence)
    status = 400 if form.errors else 200
    return render(request, "reporting/reports/compare.html", context, status=status)


def _label(report: StatusReport) -> str:
    name = render_to_string("reporting/reports/parts/name.txt", {"report": report}).strip()
    day = f"{report.as_of:%Y-%m-%d}"
    if report.state == StatusReport.State.ISSUED:
        return f"{name} ({day})"
    return f"{name} ({day}, {report.get_state_display().lower()})"


# The lists of a comparison in the order of the page, each with its title.
_SECTIONS: Final = {
    "raised": gettext_lazy("Reported at a higher level"),
    "lowered": gettext_lazy("Reported at a lower level"),
    "reported": gettext_lazy("Reported in the later report, not in the earlier one"),
    "unreported": gettext_lazy("Reported in the earlier report, not in the later one"),
    "reworded": gettext_lazy("Reworded, same level"),
    "now_applicable": gettext_lazy("A level where it did not apply"),
    "now_not_applicable": gettext_lazy("Not applicable where it had a level"),
    "asked": gettext_lazy("Requested in the later report, not in the earlier one"),
    "not_asked": gettext_lazy("Requested in the earlier report, not in the later one"),
}
_ACTION_SECTIONS: Final = {
    "actions_new": gettext_lazy("New follow-up actions"),
    "actions_done": gettext_lazy("Follow-up actions completed"),
    "actions_overdue": gettext_lazy("Follow-up actions that became overdue"),
}


def _differences(difference: Difference) -> dict[str, object]:
    """Return the context of the comparison, in the reader's language."""
    changes = difference.changes
    language = get_language() or "en"
    sections = [
        (title, len(pairs), _by_party(difference, pairs, language))
        for name, title in _SECTIONS.items()
        if (pairs := getattr(changes, name))
    ]
    actions = [
        (title, len(refs), _titles(difference, refs, language))
        for name, title in _ACTION_SECTIONS.items()
        if (refs := getattr(changes, name))
    ]
    counts_changed = changes.counts_before != changes.counts_now
    return {
        "compared": True,
        "counts": _counts(changes.counts_before, changes.counts_now),
        "sections": sections,
        "duties": [_duty(difference, duty, language) for duty in changes.duties],
        "actions": actions,
        "still": not (sections or actions or changes.duties or counts_changed),
    }


def _counts(before: LevelCounts, now: LevelCounts) -> list[tuple[str, int, int]]:
    rows = [
        (f"{line.level} {line.name}", before.levels[line.level], now.levels[line.level])
        for line in RUBRIC
        if line.level is not None
    ]
    return [
        *rows,
        (_("Not applicable"), before.not_applicable, now.not_applicable),
        (_("Reported, not shown here"), before.withheld, now.withheld),
        (_("Received, not yet reviewed"), before.received, now.received),
        (_("Awaited"), before.awaited, now.awaited),
        (_("Not reported"), before.not_reported, now.not_reported),
        (pgettext("updates", "Due"), before.due, now.due),
    ]


def _by_party(
    difference: Difference, pairs: Iterable[Move | Pair], language: str
) -> list[PartyChanges]:
    changes: dict[str, PartyChanges] = {}
    for pair in pairs:
        name = difference.party(pair.party, language)
        title = difference.commitment(pair.commitment, language)
        page = reverse("commitment", args=[difference.after.instrument.key, pair.commitment])
        levels = f"{pair.before} → {pair.now}" if isinstance(pair, Move) else ""
        of_party = changes.setdefault(pair.party, PartyChanges(party=name, items=[]))
        of_party.items.append((pair.commitment, title, page, levels))
    return sorted(changes.values(), key=lambda of_party: of_party.party)


def _titles(
    difference: Difference, refs: Iterable[ActionRef], language: str
) -> list[tuple[str, list[str]]]:
    """Return the parties by name, each with the titles of its actions."""
    titles: dict[str, list[str]] = {}
    for ref in refs:
        titles.setdefault(difference.party(ref.party, language), []).append(ref.title)
    return sorted(titles.items())


def _duty(difference: Difference, duty: DutyChange, language: str) -> tuple[str, str, str, str]:
    def words(rubric: str) -> str:
        return str(ONE_OFF_NAMES.get(rubric, "")) or _("nothing reported")

    party = difference.party(duty.party, language)
    return party, duty.commitment, words(duty.before), words(duty.now)


@takes_files(Files.CHECKSUM_ONLY)
@require_http_methods(["GET", "HEAD", "POST"])
def check_file(request: HttpRequest) -> HttpResponse:
    """Which report a file is of. An upload is read for its checksum, and not kept."""
    if request.method == "POST":
        return _checksum_of_upload(request)
    typed = request.GET.get("sha256")
    form = CheckForm(request.GET if typed is not None else None)
    context: dict[str, object] = {"form": form, "section": "reports"}
    if typed is not None and form.is_valid():
        try:
            checksum = verification.parse_checksum(typed)
        except Invalid as error:
            form.refuse(error)
        else:
            found = verification.identify(checksum, person=request.user)
            shows_sample = found is not None and found.report.sample
            context |= {"checksum": checksum, "found": found, "shows_sample": shows_sample}
    status = 400 if form.errors else 200
    return render(request, "reporting/reports/check.html", context, status=status)


def _checksum_of_upload(request: HttpRequest) -> HttpResponse:
    form = CheckForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        checksum = file.sha256 if file is not None else form.cleaned_data["sha256"]
        if checksum:
            return redirect(f"{reverse('report-check')}?{urlencode({'sha256': checksum})}")
        form.add_error(None, _("Choose a file, or paste a SHA-256."))
    context = {"form": form, "section": "reports"}
    return render(request, "reporting/reports/check.html", context, status=400)
