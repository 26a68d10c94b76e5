"""Writing an update: the form beside the words of the text, and the steps inside the party.

What was typed is saved before any other step is tried, so that a refusal loses nothing; where
somebody else has saved meanwhile, both versions are shown.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commitments.errors import Conflict, DomainError, Invalid, NotAllowed, Stale
from commitments.forms import PlainForm
from commitments.models import Commitment, User
from commitments.pages import found, person_of
from commitments.permissions import speaks_for
from tracker import comments, evidence, workflow
from tracker.forms import ContentForm, EvidenceForm, SourceForm
from tracker.models import (
    Channel,
    Comment,
    Evidence,
    ProgressUpdate,
    State,
)
from tracker.workflow import verbs_open_to

from .reading import before, content_for, is_insider, theme_names

# Names of buttons that are no verbs of the workflow.
ADD_EVIDENCE, REMOVE_EVIDENCE, SAY = "add_evidence", "remove_evidence", "say"
# After these the person's work on the update is done for now.
LEAVING = {"submit", "hand_over", "send_back"}


@dataclass
class Workplace:
    """An update in hand, the forms on its page, and what one press of a button does."""

    request: HttpRequest
    person: User
    update: ProgressUpdate
    form: ContentForm
    source: SourceForm
    attachment: EvidenceForm
    on_behalf: bool
    status: int = 200
    theirs: dict[str, Any] = field(default_factory=dict)

    @property
    def may(self) -> list[str]:
        return verbs_open_to(update=self.update, person=self.person, at=timezone.now())

    @property
    def offers(self) -> list[str]:
        """The buttons: what may be done now, or once what is typed has been saved."""
        may = self.may
        if "save" not in may:
            return may
        saved = copy.copy(self.update)
        if saved.state in (State.EXPECTED, State.NOT_REPORTED):
            saved.state = State.DRAFT
        if self.on_behalf:
            saved.channel, saved.logged_by = Channel.MAIL, self.person
        after = verbs_open_to(update=saved, person=self.person, at=timezone.now())
        return list(dict.fromkeys([*may, *after]))

    def press(self, button: str) -> bool:
        """Save what was typed, then do what the button says; return whether all of it worked."""
        try:
            version = self._save(button)
            if button != "save":
                self._step(button, version)
            elif self.attachment.is_bound:
                self._step(ADD_EVIDENCE, version)
        except NotAllowed as error:
            raise PermissionDenied(error.detail) from error
        except Stale as error:
            self._meet(error)
        except DomainError as error:
            self.status = 409 if isinstance(error, Conflict) else 400
            self._form_of(button, error).refuse(error)
        else:
            return self.status == 200
        return False

    def _save(self, button: str) -> int | None:
        """Save where there is something to save; return the version to go on from."""
        version = _version(self.request)
        if "save" not in self.may:
            return version
        valid = all([self.form.is_valid(), self.source.is_valid()])
        if not valid:
            raise Invalid(_("Some of what was typed cannot be read."), [])
        if button != "save" and not self.form.differs(self.update):
            return version
        source = (
            {
                "channel": self.source.cleaned_data["channel"],
                "channel_document": self.source.cleaned_data["channel_document"],
            }
            if self.on_behalf
            else {}
        )
        self.update = workflow.save(
            update=self.update,
            changes=self.form.changes(),
            by=self.person,
            at=timezone.now(),
            version=version,
            **source,
        )
        return self.update.version

    def _step(self, button: str, version: int | None) -> None:
        now, posted = timezone.now(), self.request.POST
        if button == ADD_EVIDENCE:
            if not self.attachment.is_valid():
                raise Invalid(_("The evidence cannot be read."), [])
            evidence.attach(
                update=self.update,
                by=self.person,
                at=now,
                version=version,
                **self.attachment.given(),
            )
        elif button.startswith(REMOVE_EVIDENCE):
            piece = found(
                Evidence.objects.visible_to(self.person),
                update=self.update,
                pk=_number(button.partition(":")[2]),
            )
            evidence.remove(evidence=piece, by=self.person, at=now, version=version)
        elif button == SAY:
            comments.say(
                update=self.update, content=posted.get("comment", ""), by=self.person, at=now
            )
        else:
            _verb(button)(
                update=self.update,
                by=self.person,
                at=now,
                version=version,
                **({"comment": posted.get("comment", "")} if button == "send_back" else {}),
            )

    def _meet(self, error: Stale) -> None:
        """Somebody saved meanwhile: keep what was typed, show what is there now beside it."""
        self.status = 412
        self.update = _fetch(self.person, self.update.pk)
        self.form.add_error(None, str(error.detail))
        self.form.data = self.form.data.copy()
        self.form.data["version"] = str(self.update.version)
        if not self.form.is_bound or not hasattr(self.form, "cleaned_data"):
            return
        if "save" not in self.may:
            return  # what is there now is not this person's to read
        there = ContentForm.initial_of(self.update)
        for name, value in there.items():
            if name in self.form.fields and str(value or "") != str(
                self.form.cleaned_data.get(name) or ""
            ):
                self.theirs[name] = value

    def _form_of(self, button: str, error: DomainError) -> PlainForm:
        """The form beside whose fields the faults of a step belong."""
        if self.attachment.is_bound and self.form.is_valid():
            return self.attachment
        pointers = {f.pointer for f in error.faults} if isinstance(error, Invalid) else set()
        return self.source if any("channel" in pointer for pointer in pointers) else self.form


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def desk_update(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft beside the words of the text and the party's previous update."""
    person = person_of(request)
    here = _fetch(person, pk)
    place = _workplace(request, person, here)
    if request.method != "POST":
        return _show(place)
    button = request.POST.get("verb", "save")
    if not place.press(button):
        return _show(place)
    messages.success(request, _done(button))
    if button in LEAVING:
        return redirect("desk" if not place.on_behalf else "review")
    if request.POST.get("comment") and button != SAY:
        # A comment that was typed and not yet sent stays on the page.
        return _show(_workplace(request, person, _fetch(person, pk), fresh=True))
    return redirect("desk-update", pk)


def _fetch(person: User, pk: int) -> ProgressUpdate:
    here = found(
        ProgressUpdate.objects.visible_to(person).select_related(
            "party",
            "period",
            "commitment__instrument",
            "commitment__paragraph__text",
            "commitment__paragraph__instrument",
            "latest_revision",
            "logged_by",
        ).prefetch_related(
            Prefetch(
                "commitment__paragraph__commitments",
                Commitment.objects.select_related("instrument"),
            )
        ),
        pk=pk,
    )
    if not is_insider(here, person):
        raise Http404
    return here


def _workplace(
    request: HttpRequest, person: User, here: ProgressUpdate, *, fresh: bool = False
) -> Workplace:
    """Return the page's forms with what was sent, or (`fresh`) with what is saved."""
    data, files = (None, None)
    if request.method == "POST" and not fresh:
        data, files = (request.POST, request.FILES)
    initial: dict[str, Any] = {"version": here.version}
    earlier = before(here, person) if "previous" in request.GET and data is None else None
    if earlier is not None:
        initial |= ContentForm.initial_of(earlier)
    return Workplace(
        request=request,
        person=person,
        update=here,
        form=ContentForm(data, content=here, commitment=here.commitment, initial=initial),
        source=SourceForm(
            data,
            initial={
                "channel": here.channel if here.on_behalf else "",
                "channel_document": here.channel_document,
            },
        ),
        attachment=EvidenceForm(
            data if data is not None and _attaches(data, files) else None,
            files,
            prefix="evidence",
        ),
        on_behalf=not speaks_for(person, here.party_id),
    )


def _show(place: Workplace) -> HttpResponse:
    here = place.update
    now = timezone.now()
    context = {
        "place": place,
        "update": here,
        "content": content_for(here, place.person),
        "form": place.form,
        "source": place.source if place.on_behalf else None,
        "attachment": place.attachment,
        "theirs": place.theirs,
        "may": place.may,
        "offers": place.offers,
        "late": here.is_late(here.period.due_at, now),
        "earlier": before(here, place.person),
        "evidence": Evidence.objects.visible_to(place.person).filter(
            update=here, removed_at__isnull=True
        ),
        "decisions": here.decisions.select_related("by"),
        "returned": here.decisions.filter(verb__in=["return", "send_back"]).last()
        if here.state in (State.RETURNED, State.DRAFT)
        else None,
        "comments": Comment.objects.visible_to(place.person)
        .filter(update=here)
        .select_related("by"),
        "themes": theme_names(),
        "typed_comment": place.request.POST.get("comment", ""),
        "shows_sample": here.sample,
        "section": "desk",
    }
    return render(place.request, "tracker/desk_update.html", context, status=place.status)


def _attaches(data: Any, files: Any) -> bool:
    """Whether evidence is to be added: by its button, or because some was typed before a save."""
    typed = data.get("evidence-title") or data.get("evidence-url") or "evidence-file" in files
    button = data.get("verb", "save")
    return button == ADD_EVIDENCE or (button == "save" and bool(typed))


def _verb(button: str) -> Callable[..., ProgressUpdate]:
    verb = workflow.dispatch.get(button)
    if verb is None or button in ("return", "accept", "reopen"):
        raise Invalid(_("There is no such step here."), [])
    return verb


def _version(request: HttpRequest) -> int | None:
    return _number(request.POST.get("version", ""))


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


def _done(button: str) -> str:
    done = {
        "save": _("Saved."),
        "hand_over": _("Handed over to the authority of your party."),
        "send_back": _("Sent back, with your comment."),
        "submit": _("Submitted to the secretariat."),
        "withdraw": _("Withdrawn: it is a draft again."),
        "replace": _("Your party speaks for itself now: it is a draft again."),
        ADD_EVIDENCE: _("The evidence has been added."),
        SAY: _("Your comment has been sent."),
    }
    return done.get(button, _("Done."))
