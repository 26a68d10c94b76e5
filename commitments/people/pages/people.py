"""People, for the secretariat: officers read, administrators invite, suspend and designate."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from commitments.foundation.errors import Words
from commitments.foundation.forms import PlainForm, ReasonForm
from commitments.foundation.pages import attempt, find_or_404, number_in, person_of
from commitments.models import Designation, Language, Notification, Party, User
from commitments.parties.queries import by_name
from commitments.people.commands import accounts, designations
from commitments.people.commands.own_account import INVITATION, LIFETIMES
from commitments.people.forms import DesignateForm, EndForm, InviteForm
from commitments.people.queries import visible_people
from commitments.people.rules.access import officer_of
from commitments.people.rules.permissions import is_administrator

PAGE_SIZE: Final = 100
# Button without a form → its command and what is said where it succeeds.
_COMMANDS: Final[dict[str, tuple[Callable[..., User], Words]]] = {
    "invite_again": (
        accounts.invite_again,
        gettext_lazy(
            "A new e-mail is on its way to %(email)s. Links sent earlier are no longer valid."
        ),
    ),
    "withdraw": (accounts.withdraw, gettext_lazy("The invitation has been withdrawn.")),
    "restore": (accounts.restore, gettext_lazy("The account has been restored.")),
}
# Button → its form and the prefix of the form's fields.
_FORMS: Final[dict[str, tuple[type[PlainForm], str]]] = {
    "designate": (DesignateForm, "new"),
    "suspend": (ReasonForm, "why"),
    "end": (EndForm, "end"),
}


@require_safe
@login_required
def people(request: HttpRequest) -> HttpResponse:
    """List everybody who has an account; the filters are in the address."""
    officer, now = officer_of(request), timezone.now()
    filters = {name: request.GET.get(name, "") for name in ("state", "role", "party", "q")}
    everybody = visible_people(officer)
    counts = everybody.aggregate(
        **{
            str(state): Count("pk", filter=Q(pk__in=User.objects.in_state(state).values("pk")))
            for state in User.State
        }
    )
    rows = _selected(everybody, filters).order_by("full_name", "email")
    context = {
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "asked": filters,
        "states": [(state, state.label, counts[state]) for state in User.State],
        "parties": by_name(Party.objects.filter(designations__isnull=False).distinct()),
        "today": now.date(),
        "keeps": is_administrator(officer),
        "section": "desk",
    }
    return render(request, "commitments/people/people.html", context)


def _selected(rows: QuerySet[User], filters: Mapping[str, str]) -> QuerySet[User]:
    """Return the people whom the filters select; a value that is no choice is ignored."""
    state, role = filters["state"], filters["role"]
    code, words = (filters[name].replace("\x00", "") for name in ("party", "q"))
    if state in User.State.values:
        rows = rows.filter(pk__in=User.objects.in_state(state).values("pk"))
    if role == "secretariat":
        rows = rows.exclude(secretariat_role="")
    elif role in Designation.Capacity.values:
        current = Designation.objects.current(timezone.now()).filter(capacity=role)
        rows = rows.filter(pk__in=current.values("user"))
    if filters["party"]:
        designated = Designation.objects.filter(party__code=code).order_by()
        rows = rows.filter(pk__in=designated.values("user"))
    if words := words.strip():
        rows = rows.filter(Q(full_name__icontains=words) | Q(email__icontains=words))
    return rows


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody to speak for a party, or to the secretariat."""
    admin, now = _administrator(person_of(request)), timezone.now()
    initial = {
        "party": request.GET.get("party", ""),
        "valid_from": now.date(),
        "language": Language.ES,
        "capacity": request.GET.get("capacity", ""),
    }
    form = InviteForm(request.POST or None, initial=initial)
    if request.method == "POST":
        invited = form.carry_out(
            lambda: accounts.invite(
                person=form.person(form.cleaned_data["secretariat_role"]),
                party=form.cleaned_data["party"],
                terms=form.terms() if form.cleaned_data["party"] else None,
                by=admin,
                at=now,
            )
        )
        if invited is not None:
            words = _("%(name)s has been invited: an e-mail is on its way to %(email)s.")
            messages.success(request, words % {"name": invited, "email": invited.email})
            return redirect("person", invited.pk)
    context = {"form": form, "days": LIFETIMES[INVITATION].days, "section": "desk"}
    return render(request, "commitments/people/invite.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002  # its name in the address
    """Show one person, with their designations and the actions open to an administrator."""
    officer, now = officer_of(request), timezone.now()
    shown = find_or_404(visible_people(officer), pk=id)
    invited_until = shown.invited_at and shown.invited_at + LIFETIMES[INVITATION]
    forms: dict[str, PlainForm] = {
        "designate": DesignateForm(initial={"valid_from": now.date()}, prefix="new"),
        "suspend": ReasonForm(prefix="why"),
    }
    ending = number_in(request.GET.get("end"))
    if request.method == "POST":
        if _act(request, officer, shown, forms):
            return redirect("person", shown.pk)
        ending = number_in(request.POST.get("designation"))
    context = {
        "person": shown,
        "own": shown.pk == officer.pk,
        "invited_until": invited_until,
        "expired": invited_until is not None and invited_until <= now,
        "undelivered": Notification.objects.undelivered_to([shown]),
        "designations": shown.designations.all(),
        "ending": ending,
        "ending_form": forms.get("end") or EndForm(initial={"valid_to": now.date()}, prefix="end"),
        "forms": forms,
        "today": now.date(),
        "keeps": is_administrator(officer),
        "shows_sample": shown.sample,
        "section": "desk",
    }
    return render(request, "commitments/people/person.html", context)


def _administrator(person: User) -> User:
    """Return the person. Raises PermissionDenied for anybody but an administrator."""
    if not is_administrator(person):
        raise PermissionDenied(_("This is reserved for administrators."))
    return person


def _act(request: HttpRequest, by: User, shown: User, forms: dict[str, PlainForm]) -> bool:
    """Call the command of the button; return whether it succeeded, with a message to `by`.

    A form that was sent replaces the empty one in `forms`, with its faults beside its fields.
    """
    _administrator(by)
    button = request.POST.get("verb", "")
    if button in _COMMANDS:
        command, message = _COMMANDS[button]
        success = str(message) % {"email": shown.email}
        now = timezone.now()
        return attempt(request, lambda: command(person=shown, by=by, at=now), success=success)
    if button not in _FORMS:
        return False
    kind, prefix = _FORMS[button]
    form = forms[button] = kind(request.POST, prefix=prefix)
    success = form.carry_out(lambda: _call_with_form(request, by, shown, form)) or ""
    if success:
        messages.success(request, success)
    return bool(success)


def _call_with_form(request: HttpRequest, by: User, shown: User, form: PlainForm) -> str:
    """Call the command of a valid form; return its message."""
    data, now = form.cleaned_data, timezone.now()
    if isinstance(form, DesignateForm):
        party = data["party"]
        designations.designate(person=shown, party=party, terms=form.terms(), by=by, at=now)
        words = _("%(name)s has been designated for %(party)s.")
        return words % {"name": shown, "party": party.name}
    if isinstance(form, ReasonForm):
        accounts.suspend(person=shown, reason=data["reason"], by=by, at=now)
        return _("The account has been suspended: its sessions and keys have ended.")
    designation = find_or_404(
        shown.designations.all(), pk=number_in(request.POST.get("designation")) or 0
    )
    if designations.change_end(designation=designation, valid_to=data["valid_to"], by=by, at=now):
        return _("The end date has been recorded.")
    return _("The designation has been canceled.")
