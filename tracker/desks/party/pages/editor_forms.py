"""An update in hand: the forms on its page, and what one press of a button does.

What was typed is saved before any other step is tried, so that a refusal loses nothing; where
somebody else has saved meanwhile, both versions are shown.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.forms import BoundField
from django.http import Http404, HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.foundation.errors import (
    Conflict,
    DomainError,
    Invalid,
    NoRoom,
    NotAllowed,
    Stale,
    Words,
)
from commitments.foundation.forms import PlainForm
from commitments.foundation.pages import find_or_404, number_in
from commitments.models import Commitment, User
from commitments.people.rules.permissions import speaks_for
from tracker.evidence.commands import attachments as evidence
from tracker.evidence.forms import EvidenceForm
from tracker.evidence.models import Evidence
from tracker.updates import commands as workflow
from tracker.updates.commands import comments, verbs_open_to
from tracker.updates.forms.content import ContentForm, SourceForm
from tracker.updates.models.narrative import Channel
from tracker.updates.models.update import ProgressUpdate, State
from tracker.updates.view_models.readable import is_insider

# Names of buttons that are no verbs of the workflow.
ADD_EVIDENCE, REMOVE_EVIDENCE, SAY = "add_evidence", "remove_evidence", "say"
START, MORE_ROWS, DROP_ROW = "start", "more", "drop"
# These save, and nothing else; the last two then show another row, or one fewer.
SAVING = {"save", MORE_ROWS, DROP_ROW}
# Shorter than this are keys and dates, not passages.
SHORT = 20
# What is answered to a step that was refused for another reason than its content.
STATUSES: dict[type[DomainError], int] = {Conflict: 409, NoRoom: 507}
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
    while_typing: bool = False
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

    @property
    def keeps(self) -> bool:
        """Whether the page may save as one types: a log on behalf first says how it came."""
        return "save" in self.may and (not self.on_behalf or self.update.on_behalf)

    @property
    def saved(self) -> dict[str, str]:
        """What the form's controls would hold of what is saved."""
        values = ContentForm.values_of(self.update)
        if self.on_behalf:
            values |= {
                "channel": self.update.channel,
                "channel_document": self.update.channel_document,
            }
        return values

    @property
    def saved_json(self) -> str:
        """The same for the page's script."""
        return json.dumps(self.saved, ensure_ascii=False)

    @property
    def lacking(self) -> list[tuple[BoundField | None, Words]]:
        """What a submission would still lack, each with the field it is about."""
        return [
            (self.form[name] if (name := self.form.field_of(fault.pointer)) else None, fault.detail)
            for fault in workflow.lacking(self.update)
        ]

    @property
    def unsaved(self) -> list[tuple[str, str]]:
        """What was typed into an update that can no longer be changed: to read and to copy."""
        if "save" in self.may or not self.form.is_bound:
            return []
        typed = [(str(field.label), str(field.value() or "")) for field in self.form]
        return [(label, words) for label, words in typed if len(words) > SHORT]

    def press(self, button: str) -> bool:
        """Save what was typed, then do what the button says; return whether all of it worked."""
        try:
            version = self._save(button)
            if button.partition(":")[0] not in SAVING:
                self._step(button, version)
            elif self.attachment.is_bound:
                self._step(ADD_EVIDENCE, version)
        except NotAllowed as error:
            raise PermissionDenied(error.detail) from error
        except Stale as error:
            self._meet(error)
        except DomainError as error:
            self.status = STATUSES.get(type(error), 400)
            self._form_of(button, error).refuse(error)
        else:
            return True
        self.update = fetch(self.person, self.update.pk)
        self.form.carry_on_from(self.update.version)
        return False

    def _save(self, button: str) -> int | None:
        """Save where there is something to save; return the version to go on from."""
        version = number_in(self.request.POST.get("version"))
        saving = button.partition(":")[0] in SAVING
        if "save" not in self.may and not saving:
            return version
        valid = all([self.form.is_valid(), self.source.is_valid()])
        if not valid:
            raise Invalid(_("Some of what was typed is not valid."), [])
        if not saving and not self.form.differs(self.update):
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
            while_typing=self.while_typing,
            **source,
        )
        return self.update.version

    def _step(self, button: str, version: int | None) -> None:
        now, posted = timezone.now(), self.request.POST
        if button == ADD_EVIDENCE:
            if not self.attachment.is_valid():
                raise Invalid(_("The evidence is not valid."), [])
            evidence.attach(
                update=self.update,
                by=self.person,
                at=now,
                version=version,
                **self.attachment.given(),
            )
        elif button.startswith(REMOVE_EVIDENCE):
            piece = find_or_404(
                Evidence.objects.visible_to(self.person),
                update=self.update,
                pk=number_in(button.partition(":")[2]),
            )
            evidence.remove(evidence=piece, by=self.person, at=now, version=version)
        elif button == SAY:
            comments.say(
                update=self.update,
                content=posted.get("comment", ""),
                passage=posted.get("passage", ""),
                by=self.person,
                at=now,
            )
        elif button == START:
            workflow.start_from_previous(
                update=self.update, by=self.person, at=now, version=version
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
        self.update = fetch(self.person, self.update.pk)
        self.form.add_error(None, str(error.detail))
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


def fetch(person: User, pk: int) -> ProgressUpdate:
    """Return the update for its party's own people or the secretariat. Raises Http404."""
    here = find_or_404(
        ProgressUpdate.objects.visible_to(person)
        .select_related(
            "party",
            "period",
            "commitment__instrument",
            "commitment__paragraph__text",
            "commitment__paragraph__instrument",
            "latest_revision",
            "logged_by",
        )
        .prefetch_related(
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


def workplace(
    request: HttpRequest, person: User, here: ProgressUpdate, *, fresh: bool = False
) -> Workplace:
    """Return the page's forms with what was sent, or (`fresh`) with what is saved."""
    data, files = (None, None)
    if request.method == "POST" and not fresh:
        data, files = (_without_dropped_row(request.POST), request.FILES)
    initial: dict[str, Any] = {"version": here.version}
    attaching = data is not None and _attaches(data, files)
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
        # Django takes a form with files, even none of them, for one that was sent.
        attachment=EvidenceForm(
            data if attaching else None, files if attaching else None, prefix="evidence"
        ),
        on_behalf=not speaks_for(person, here.party_id),
    )


def _without_dropped_row(posted: QueryDict) -> QueryDict:
    """Return what was sent without the row of cooperation whose button was pressed."""
    verb, _colon, row = posted.get("verb", "").partition(":")
    if verb != DROP_ROW:
        return posted
    kept = posted.copy()
    for key in (f"{row}_theme", f"{row}_text"):
        kept.pop(key, None)
    return kept


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
