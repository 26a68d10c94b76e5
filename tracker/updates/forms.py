"""The forms of an update: its content, its channel, a report of no change, and comments."""

from __future__ import annotations

import json
import re
from datetime import UTC
from typing import Any, Final

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import Words
from commitments.foundation.forms import PlainForm
from commitments.models import Commitment, Language, Theme
from tracker.fields import COMMENT, UPDATE, Kind
from tracker.fields.forms import area, boxes
from tracker.updates.models.comment import Comment
from tracker.updates.models.narrative import CONTENT_FIELDS, Channel, Narrative
from tracker.updates.rules.content import COOPERATION
from tracker.updates.rules.rubric import ONE_OFF_NAMES, RUBRIC, one_off
from tracker.visibility import Visibility

MINUTE: Final = "%Y-%m-%dT%H:%M"
NO_CHANGE: Final = "no_change"
NOT_APPLICABLE: Final = "not_applicable"
PASSAGES: Final[dict[str, Words]] = {field.name: field.label for field in UPDATE}
_TEXTS: Final = tuple(field for field in UPDATE if field.kind == Kind.TEXT)

# The rows of a list of cooperation, each with the fields of its theme and its text.
Rows = list[tuple[forms.BoundField, forms.BoundField]]


def _answers(commitment: Commitment) -> list[tuple[str, SafeString]]:
    """Return the choices: the levels of the rubric, no change, and not applicable."""
    *levels, not_applicable = RUBRIC
    is_one_off = commitment.nature == Commitment.Nature.ONE_OFF
    still_applies = _("The level of the last accepted update still applies.")
    answers: list[tuple[str, str, str, Words, Words]] = [
        (
            str(line.level),
            f"l{line.level}",
            line.letter,
            f"{ONE_OFF_NAMES[one_off(line.level)]} · {line.name}" if is_one_off else line.name,
            line.meaning,
        )
        for line in levels
    ]
    answers += [
        (NO_CHANGE, "la", "=", _("No change"), still_applies),
        (NOT_APPLICABLE, "lna", "–", not_applicable.name, not_applicable.meaning),
    ]
    html = (
        '<span class="level"><b class="{}">{}</b> <span><strong>{}</strong>'
        "<small>{}</small></span></span>"
    )
    return [(value, format_html(html, *shown)) for value, *shown in answers]


class ContentForm(PlainForm):
    """The content of an update. `answer` is one question: a level, no change, or not applicable."""

    renamed = {"level": "answer", "no_change": "answer"}

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    language = forms.ChoiceField(
        label=UPDATE["language"].label, required=False, choices=[("", "—"), *Language.choices]
    )
    answer = forms.ChoiceField(
        label=UPDATE["level"].label,
        help_text=UPDATE["level"].help,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(
        self, data: Any = None, *, content: Narrative, commitment: Commitment, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.content = content
        self.set_choices("answer", _answers(commitment))
        self.fields |= {field.name: area(field.label, field.help, field.rows) for field in _TEXTS}
        themes = [("", _("Theme")), *((theme.key, theme.name) for theme in Theme.objects.all())]
        for name in COOPERATION:
            for row in range(self._row_count(name)):
                self.fields[f"{name}_{row}_theme"] = forms.ChoiceField(
                    label=_("Theme"), required=False, choices=themes
                )
                self.fields[f"{name}_{row}_text"] = area(_("Description"))
        self.fields["visibility"] = forms.ChoiceField(
            label=UPDATE["visibility"].label, choices=Visibility.choices, required=False
        )
        self.fields["embargo_until"] = forms.DateTimeField(
            label=UPDATE["embargo_until"].label,
            help_text=UPDATE["embargo_until"].help,
            required=False,
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MINUTE),
            input_formats=[MINUTE, f"{MINUTE}:%S"],
        )
        # With a placeholder, the style sheet can tell whether the field is empty.
        self.fields["not_applicable_reason"].widget.attrs["placeholder"] = " "
        self.initial = {**self.initial_of(content), **self.initial}

    def _row_count(self, name: str) -> int:
        """Return how many rows a list of cooperation has: those sent, or one more than filled."""
        pattern = re.compile(rf"{name}_(\d{{1,2}})_text")
        sent = [int(match[1]) for key in self.data if (match := pattern.fullmatch(key))]
        return 1 + (max(sent) if sent else len(getattr(self.content, name)))

    @staticmethod
    def initial_of(content: Narrative) -> dict[str, object]:
        """Return the initial values of the form for a content."""
        initial = {name: getattr(content, name) for name in CONTENT_FIELDS}
        if content.no_change:
            initial["answer"] = NO_CHANGE
        elif content.level is not None:
            initial["answer"] = str(int(content.level))
        elif content.not_applicable_reason:
            initial["answer"] = NOT_APPLICABLE
        for name in COOPERATION:
            for row, entry in enumerate(initial.pop(name)):
                initial[f"{name}_{row}_theme"] = entry["theme"]
                initial[f"{name}_{row}_text"] = entry["text"]
        return initial

    @staticmethod
    def values_of(content: Narrative) -> dict[str, str]:
        """Return the values of the form's fields for a content, as a browser would send them.

        A list of cooperation is one value: `[["theme", "text"], …]` as JSON.
        """
        initial = ContentForm.initial_of(content)
        names = ("language", "answer", *(field.name for field in _TEXTS))
        values = {name: str(initial.get(name) or "") for name in names}
        until = content.embargo_until
        values["visibility"] = str(content.visibility)
        values["embargo_until"] = until.astimezone(UTC).strftime(MINUTE) if until else ""
        for name in COOPERATION:
            pairs = [[entry["theme"], entry["text"]] for entry in getattr(content, name)]
            values[name] = json.dumps(pairs, ensure_ascii=False, separators=(",", ":"))
        return values

    def changes(self) -> dict[str, object]:
        """Return what was typed, as the command `save` takes it. The form must be valid."""
        typed = self.cleaned_data
        answer = typed["answer"]
        changes: dict[str, object] = {
            name: typed[name] for name in CONTENT_FIELDS if name in self.fields
        }
        changes["level"] = int(answer) if answer.isdigit() else None
        changes["no_change"] = answer == NO_CHANGE
        changes["visibility"] = typed["visibility"] or Visibility.PUBLIC.value
        if answer == NO_CHANGE and self.content.no_change:
            # The level that an earlier submission took over stays.
            changes["level"] = self.content.level
        for name in COOPERATION:
            entries = [
                {key: typed.get(f"{name}_{row}_{key}", "") for key in ("theme", "text")}
                for row in range(self._row_count(name))
            ]
            changes[name] = [entry for entry in entries if entry["theme"] or entry["text"].strip()]
        return changes

    def differs(self, content: Narrative) -> bool:
        """Whether what was typed differs from the content."""
        return any(
            _plain(value) != _plain(getattr(content, name))
            for name, value in self.changes().items()
        )

    @property
    def passages(self) -> list[forms.BoundField]:
        """The fields of text in their order, for the template."""
        return [self[field.name] for field in _TEXTS]

    @property
    def cooperation(self) -> list[tuple[str, Words, Rows]]:
        """The lists of cooperation for the template: name, label and rows."""
        return [
            (
                name,
                UPDATE[name].label,
                [
                    (self[f"{name}_{row}_theme"], self[f"{name}_{row}_text"])
                    for row in range(self._row_count(name))
                ],
            )
            for name in COOPERATION
        ]


def _plain(value: object) -> object:
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


class SourceForm(PlainForm):
    """The channel and document of an update that an officer logs on a party's behalf."""

    channel = forms.ChoiceField(
        label=_("Channel"),
        required=False,
        choices=[("", "—"), *(pair for pair in Channel.choices if pair[0] != Channel.ONLINE)],
    )
    channel_document = forms.CharField(
        label=_("Source document"),
        help_text=_("Its number and date: the note, the letter, the publication."),
        required=False,
    )


class UnchangedForm(PlainForm):
    """No change: the level stays, and so does the summary unless it is edited."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    language = forms.ChoiceField(
        label=UPDATE["language"].label, required=False, choices=Language.choices
    )
    summary = forms.CharField(
        label=UPDATE["summary"].label,
        help_text=_("The summary of this period. Change it where needed."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def changes(self) -> dict[str, object]:
        """Return what was typed, as the command `save` takes it. The form must be valid."""
        return {
            "no_change": True,
            "level": None,
            "not_applicable_reason": "",
            "language": self.cleaned_data["language"],
            "summary": self.cleaned_data["summary"],
        }


class CommentForm(PlainForm):
    """A comment on an update as a whole, or on one passage of it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        made = boxes(COMMENT, Comment)
        # In the form of an update, `content` would mean the text of the update.
        self.fields |= {"passage": made["passage"], "comment": made["content"]}
        passages = [(field.name, field.label) for field in UPDATE if field.commented]
        self.set_choices("passage", [("", _("The update as a whole")), *passages])
