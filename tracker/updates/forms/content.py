"""The forms of an update: its content, and its channel."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC
from typing import Any, Final

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import Words
from commitments.foundation.forms import PlainForm
from commitments.models import Commitment, Language, Theme
from tracker.fields import UPDATE, Kind
from tracker.fields.forms import area
from tracker.updates.models.narrative import CONTENT_FIELDS, Channel, Narrative
from tracker.updates.rules.content import COOPERATION
from tracker.updates.rules.rubric import ONE_OFF_NAMES, RUBRIC, one_off
from tracker.visibility import Visibility

MINUTE: Final = "%Y-%m-%dT%H:%M"
NO_CHANGE: Final = "no_change"
NOT_APPLICABLE: Final = "not_applicable"
_TEXTS: Final = tuple(field for field in UPDATE if field.kind == Kind.TEXT)


# The fields of each entry of a list of cooperation: its theme and its text.
Rows = list[tuple[forms.BoundField, forms.BoundField]]


def _choice(mark: str, css: str, name: Words, meaning: Words) -> SafeString:
    return format_html(
        '<span class="level"><b class="{}">{}</b> <span><strong>{}</strong>'
        "<small>{}</small></span></span>",
        css,
        mark,
        name,
        meaning,
    )


def _answers(commitment: Commitment) -> list[tuple[str, SafeString]]:
    """Return the choices: the rubric's levels, no change, not applicable."""
    answers = []
    for line in RUBRIC:
        if line.level is None:
            continue
        name: Words = line.name
        if commitment.nature == Commitment.Nature.ONE_OFF:
            name = f"{ONE_OFF_NAMES[one_off(line.level)]} · {line.name}"
        answers.append(
            (str(line.level), _choice(line.letter, f"l{line.level}", name, line.meaning))
        )
    answers.append(
        (
            NO_CHANGE,
            _choice(
                "=", "la", _("No change"), _("The level of the last accepted update still applies.")
            ),
        )
    )
    answers.append((NOT_APPLICABLE, _choice("–", "lna", RUBRIC[5].name, RUBRIC[5].meaning)))
    return answers


class ContentForm(PlainForm):
    """The content of an update. `answer` is one question: a level, no change, or not applicable."""

    renamed = {"level": "answer", "no_change": "answer"}

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    language = forms.ChoiceField(
        label=UPDATE["language"].label,
        required=False,
        choices=[("", "—"), *Language.choices],
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
            for place in range(self._rows(name, data)):
                self.fields[f"{name}_{place}_theme"] = forms.ChoiceField(
                    label=_("Theme"), required=False, choices=themes
                )
                self.fields[f"{name}_{place}_text"] = area(_("Description"))
        self.fields |= {
            "visibility": forms.ChoiceField(
                label=UPDATE["visibility"].label, choices=Visibility.choices, required=False
            ),
            "embargo_until": forms.DateTimeField(
                label=UPDATE["embargo_until"].label,
                help_text=UPDATE["embargo_until"].help,
                required=False,
                widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MINUTE),
                input_formats=[MINUTE, f"{MINUTE}:%S"],
            ),
        }
        # The style sheet needs a placeholder to know whether the field is empty.
        self.fields["not_applicable_reason"].widget.attrs["placeholder"] = " "
        self.initial = {**self.initial_of(content), **self.initial}

    def _rows(self, name: str, data: Any) -> int:
        """Return how many rows to show: one more than are filled, or as many as were sent."""
        sent = [
            int(match[1])
            for key in data or ()
            if (match := re.fullmatch(rf"{name}_(\d{{1,2}})_text", key))
        ]
        return max(sent) + 1 if sent else len(getattr(self.content, name)) + 1

    @staticmethod
    def initial_of(content: Narrative) -> dict[str, Any]:
        """Return the initial values of the form for a content."""
        initial = {name: getattr(content, name) for name in CONTENT_FIELDS}
        if content.no_change:
            initial["answer"] = NO_CHANGE
        elif content.level is not None:
            initial["answer"] = str(int(content.level))
        elif content.not_applicable_reason:
            initial["answer"] = NOT_APPLICABLE
        for name in COOPERATION:
            for place, item in enumerate(initial.pop(name)):
                initial[f"{name}_{place}_theme"] = item["theme"]
                initial[f"{name}_{place}_text"] = item["text"]
        return initial

    @staticmethod
    def values_of(content: Narrative) -> dict[str, str]:
        """Return the values of the form's fields for a content, as a browser would send them.

        A list of cooperation is one value: `[["theme", "words"], …]` as JSON.
        """
        initial = ContentForm.initial_of(content)
        values = {
            name: str(initial.get(name) or "")
            for name in ("language", "answer", *(field.name for field in _TEXTS))
        }
        until = content.embargo_until
        values["visibility"] = str(content.visibility)
        values["embargo_until"] = until.astimezone(UTC).strftime(MINUTE) if until else ""
        for name in COOPERATION:
            pairs = [[item["theme"], item["text"]] for item in getattr(content, name)]
            values[name] = json.dumps(pairs, ensure_ascii=False, separators=(",", ":"))
        return values

    def changes(self) -> dict[str, Any]:
        """Return what was typed, as `workflow.save` expects it. The form must be valid."""
        typed = self.cleaned_data
        answer = typed["answer"]
        changes: dict[str, Any] = {
            name: typed[name] for name in CONTENT_FIELDS if name in self.fields
        }
        changes["level"] = int(answer) if answer.isdigit() else None
        changes["no_change"] = answer == NO_CHANGE
        changes["visibility"] = typed["visibility"] or Visibility.PUBLIC.value
        for name in COOPERATION:
            changes[name] = [
                {"theme": theme, "text": words} for theme, words in self._pairs(name, typed)
            ]
        if answer == NO_CHANGE and self.content.no_change:
            # The level that an earlier submission took over is kept.
            changes |= {"level": self.content.level}
        return changes

    def _pairs(self, name: str, typed: Mapping[str, Any]) -> list[tuple[str, str]]:
        rows = range(self._rows(name, self.data))
        pairs = [
            (typed.get(f"{name}_{place}_theme", ""), typed.get(f"{name}_{place}_text", ""))
            for place in rows
        ]
        return [pair for pair in pairs if pair[0] or pair[1].strip()]

    def differs(self, content: Narrative) -> bool:
        """Whether what was typed differs from the content."""
        return any(
            _plain(value) != _plain(getattr(content, name))
            for name, value in self.changes().items()
        )

    def pairs(self, name: str) -> Rows:
        """Return the rows of a list of cooperation, for the template."""
        return [
            (self[f"{name}_{place}_theme"], self[f"{name}_{place}_text"])
            for place in range(self._rows(name, self.data if self.is_bound else None))
        ]

    @property
    def passages(self) -> list[forms.BoundField]:
        """The fields of text, in their order, for the template."""
        return [self[field.name] for field in _TEXTS]

    @property
    def cooperation(self) -> list[tuple[str, Words, Rows]]:
        """The lists of cooperation: name, label and rows, for the template."""
        return [(name, UPDATE[name].label, self.pairs(name)) for name in COOPERATION]


def _plain(value: Any) -> Any:
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
