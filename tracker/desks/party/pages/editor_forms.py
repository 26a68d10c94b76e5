"""The editor of an update: the forms on its page, and what a press of one of its buttons does.

What was typed is saved before any other step is tried, so that a refusal loses nothing; where
somebody else has saved meanwhile, both versions are shown.
"""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass, field
from typing import Final

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
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
from commitments.models import User
from commitments.people.rules.permissions import speaks_for
from tracker.desks.party.queries import find_own_update
from tracker.evidence.commands import attachments as evidence
from tracker.evidence.forms import EvidenceForm
from tracker.models import Channel, Evidence, ProgressUpdate, State
from tracker.updates import commands as workflow
from tracker.updates.commands import comments
from tracker.updates.forms import ContentForm, SourceForm
from tracker.updates.rules.workflow_table import verbs_open_to

# Names of buttons that are not verbs of the workflow.
ADD_EVIDENCE: Final = "add_evidence"
REMOVE_EVIDENCE: Final = "remove_evidence"
COMMENT: Final = "say"
START_FROM_PREVIOUS: Final = "start"
ADD_ROW, DROP_ROW = "more", "drop"
# These buttons only save; after that, the last two show one row more or one fewer.
SAVING: Final = {"save", ADD_ROW, DROP_ROW}
# Verbs of the secretariat's review, for which its own page has the buttons.
_REVIEW_VERBS: Final = ("return", "accept", "reopen")
# Shorter values are keys and dates, not passages.
SHORT: Final = 20


@dataclass
class UpdateEditor:
    """An update that is being written, and the forms on its page.

    `while_typing`: the page's script saves without a press of a button. `saved_meanwhile`: what
    somebody else saved since the page was opened, by field, where it differs.
    """

    request: HttpRequest
    person: User
    update: ProgressUpdate
    form: ContentForm
    source: SourceForm
    attachment: EvidenceForm
    on_behalf: bool
    while_typing: bool = False
    status: int = 200
    saved_meanwhile: dict[str, object] = field(default_factory=dict)

    @property
    def open_verbs(self) -> list[str]:
        return verbs_open_to(update=self.update, person=self.person, at=timezone.now())

    @property
    def buttons(self) -> list[str]:
        """The verbs that are possible now, or once what was typed is saved."""
        now_open = self.open_verbs
        if "save" not in now_open:
            return now_open
        saved = copy.copy(self.update)
        if saved.state in (State.EXPECTED, State.NOT_REPORTED):
            saved.state = State.DRAFT
        if self.on_behalf:
            saved.channel, saved.logged_by = Channel.MAIL, self.person
        after = verbs_open_to(update=saved, person=self.person, at=timezone.now())
        return list(dict.fromkeys([*now_open, *after]))

    @property
    def autosaves(self) -> bool:
        """Whether the page may save while the person types.

        An update on a party's behalf needs its channel first.
        """
        return "save" in self.open_verbs and (not self.on_behalf or self.update.on_behalf)

    @property
    def saved(self) -> dict[str, str]:
        """The values that the form's fields have for what is saved."""
        values = ContentForm.values_of(self.update)
        if self.on_behalf:
            values |= _source_of(self.update)
        return values

    @property
    def saved_json(self) -> str:
        """The same for the page's script."""
        return json.dumps(self.saved, ensure_ascii=False)

    @property
    def lacking(self) -> list[tuple[BoundField | None, Words]]:
        """What is missing for a submission, each with the field that it is about."""
        return [
            (self.form[name] if (name := self.form.field_of(fault.pointer)) else None, fault.detail)
            for fault in workflow.lacking(self.update)
        ]

    @property
    def unsaved(self) -> list[tuple[str, str]]:
        """What was typed into an update that can no longer be changed, for the person to copy."""
        if "save" in self.open_verbs or not self.form.is_bound:
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
        except DomainError as error:
            self.status = status_of(error)
            if isinstance(error, Stale):
                self._show_both_versions(error)
            else:
                self._form_of(error).refuse(error)
        else:
            return True
        self.update = find_own_update(self.person, self.update.pk)
        self.form.carry_on_from(self.update.version)
        return False

    def _save(self, button: str) -> int | None:
        """Save where there is something to save; return the version to continue from."""
        version = number_in(self.request.POST.get("version"))
        saving = button.partition(":")[0] in SAVING
        if "save" not in self.open_verbs and not saving:
            return version
        # Both are checked, so that both show their faults.
        if not all([self.form.is_valid(), self.source.is_valid()]):
            raise Invalid(_("Some of what was typed is not valid."), [])
        if not saving and not self.form.differs(self.update):
            return version
        self.update = workflow.save(
            update=self.update,
            changes=self.form.changes(),
            by=self.person,
            at=timezone.now(),
            version=version,
            while_typing=self.while_typing,
            **(self.source.cleaned_data if self.on_behalf else {}),
        )
        return self.update.version

    def _step(self, button: str, version: int | None) -> None:
        posted = self.request.POST
        person, now = self.person, timezone.now()
        name, _colon, key = button.partition(":")
        if button == ADD_EVIDENCE:
            if not self.attachment.is_valid():
                raise Invalid(_("The evidence is not valid."), [])
            given = self.attachment.given()
            evidence.attach(update=self.update, version=version, by=person, at=now, **given)
        elif name == REMOVE_EVIDENCE:
            visible = Evidence.objects.visible_to(person)
            piece = find_or_404(visible, update=self.update, pk=number_in(key))
            evidence.remove(evidence=piece, version=version, by=person, at=now)
        elif button == COMMENT:
            content, passage = posted.get("comment", ""), posted.get("passage", "")
            comments.say(update=self.update, content=content, passage=passage, by=person, at=now)
        elif button == START_FROM_PREVIOUS:
            workflow.start_from_previous(update=self.update, version=version, by=person, at=now)
        else:
            verb = workflow.dispatch.get(button)
            if verb is None or button in _REVIEW_VERBS:
                raise Invalid(_("There is no such step here."), [])
            reason = {"comment": posted.get("comment", "")} if button == "send_back" else {}
            verb(update=self.update, version=version, by=person, at=now, **reason)

    def _show_both_versions(self, error: Stale) -> None:
        """Keep what was typed, and show beside it what somebody else saved meanwhile."""
        self.update = find_own_update(self.person, self.update.pk)
        self.form.add_error(None, str(error.detail))
        # Where it can no longer be saved, the person may not be allowed to read what is there now.
        if not hasattr(self.form, "cleaned_data") or "save" not in self.open_verbs:
            return
        typed = self.form.cleaned_data
        self.saved_meanwhile |= {
            name: value
            for name, value in ContentForm.initial_of(self.update).items()
            if name in self.form.fields and str(value or "") != str(typed.get(name) or "")
        }

    def _form_of(self, error: DomainError) -> PlainForm:
        """Return the form beside whose fields the faults belong."""
        if self.attachment.is_bound and self.form.is_valid():
            return self.attachment
        faults = error.faults if isinstance(error, Invalid) else ()
        return self.source if any("channel" in fault.pointer for fault in faults) else self.form


def status_of(error: DomainError) -> int:
    """Return the HTTP status of a refusal that is not for the person's role."""
    statuses = {Stale: 412, Conflict: 409, NoRoom: 507}
    return statuses.get(type(error), 400)


def editor_of(
    request: HttpRequest, person: User, update: ProgressUpdate, *, fresh: bool = False
) -> UpdateEditor:
    """Return the editor with what was sent, or (`fresh`) with what is saved."""
    data, files = None, None
    if request.method == "POST" and not fresh:
        data, files = _without_dropped_row(request.POST), request.FILES
    attaching = data is not None and files is not None and _attaches(data, files)
    source = _source_of(update) | ({} if update.on_behalf else {"channel": ""})
    return UpdateEditor(
        request=request,
        person=person,
        update=update,
        form=ContentForm(
            data, content=update, commitment=update.commitment, initial={"version": update.version}
        ),
        source=SourceForm(data, initial=source),
        # Given an object for files, even an empty one, Django takes the form as sent.
        attachment=EvidenceForm(
            data if attaching else None, files if attaching else None, prefix="evidence"
        ),
        on_behalf=not speaks_for(person, update.party_id),
    )


def _source_of(update: ProgressUpdate) -> dict[str, str]:
    return {"channel": update.channel, "channel_document": update.channel_document}


def _without_dropped_row(posted: QueryDict) -> QueryDict:
    """Return what was sent without the row of cooperation whose button was pressed."""
    verb, _colon, row = posted.get("verb", "").partition(":")
    if verb != DROP_ROW:
        return posted
    remaining = posted.copy()
    for key in (f"{row}_theme", f"{row}_text"):
        remaining.pop(key, None)
    return remaining


def _attaches(data: QueryDict, files: MultiValueDict[str, UploadedFile[bytes]]) -> bool:
    """Whether evidence is to be added: by its button, or because some was typed before a save."""
    typed = data.get("evidence-title") or data.get("evidence-url") or "evidence-file" in files
    button = data.get("verb", "save")
    return button == ADD_EVIDENCE or (button == "save" and bool(typed))
