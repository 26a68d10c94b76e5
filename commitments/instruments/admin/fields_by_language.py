"""Form fields for texts by language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any, TypeGuard

from django import forms

from commitments.foundation.models.languages import Language

Names = Mapping[str, str | None]


def _inputs(
    kind: type[forms.Widget], **attrs: object
) -> dict[str, forms.Widget | type[forms.Widget]]:
    return {
        code: kind(attrs={"lang": code, "title": label, "placeholder": label, **attrs})
        for code, label in Language.choices
    }


class NamesWidget(forms.MultiWidget):
    """One input for each language."""

    def __init__(self) -> None:
        super().__init__(_inputs(forms.TextInput, **{"class": "vTextField"}))

    def decompress(self, value: Names | None) -> list[str]:
        return [(value or {}).get(code) or "" for code in Language.values]


class NamesField(forms.MultiValueField):
    """A name by language. If it is given in any language, it must be given in English."""

    widget = NamesWidget

    def __init__(self, *, required: bool, **options: Any) -> None:
        fields = [forms.CharField(required=required and code == "en") for code in Language.values]
        super().__init__(fields, require_all_fields=False, required=required, **options)

    def compress(self, data_list: list[str]) -> dict[str, str]:
        names = {code: name for code, name in zip(Language.values, data_list, strict=False) if name}
        if names and Language.EN not in names:
            raise forms.ValidationError(self.error_messages["incomplete"], code="incomplete")
        return names


class WordingsWidget(forms.MultiWidget):
    """A text area for each language, with one item a line; line n is the same item in each.

    Django takes a list for the values of the inputs, and does not call `decompress` for it:
    `WordingsField.prepare_value` does that instead.
    """

    def __init__(self) -> None:
        super().__init__(_inputs(forms.Textarea, rows=5, **{"class": "vLargeTextField"}))

    def decompress(self, value: Sequence[Names] | None) -> list[str]:
        return _lines(value or ())


def _lines(items: Sequence[Names]) -> list[str]:
    """Return the content of each language's text area."""
    return [
        "\n".join(" ".join((item.get(code) or "").split()) for item in items).rstrip("\n")
        for code in Language.values
    ]


def _are_items(value: object) -> TypeGuard[list[Names]]:
    return isinstance(value, list) and all(isinstance(item, Mapping) for item in value)


class LinesField(forms.CharField):
    """Lines without spaces around them, and without empty ones at the end."""

    def __init__(self) -> None:
        # An empty line at the start holds the place of an item that is not translated.
        super().__init__(required=False, strip=False)

    def to_python(self, value: object) -> str:
        lines = (super().to_python(value) or "").replace("\r\n", "\n").split("\n")
        return "\n".join(map(str.strip, lines)).rstrip("\n")


class WordingsField(forms.MultiValueField):
    """A list of items by language: each must be given in English, other languages may lack it."""

    widget = WordingsWidget

    def __init__(self, **options: Any) -> None:
        fields = [LinesField() for _language in Language.values]
        super().__init__(fields, require_all_fields=False, **options)

    def prepare_value(self, value: object) -> object:
        return _lines(value) if _are_items(value) else value

    def has_changed(self, initial: object, data: object) -> bool:
        return super().has_changed(_lines(initial if _are_items(initial) else ()), data)

    def compress(self, data_list: list[str]) -> list[dict[str, str]]:
        """Return an item for every line that is not empty. Raises ValidationError."""
        columns = [lines.split("\n") if lines else [] for lines in data_list]
        items = [
            {code: words for code, words in zip(Language.values, row, strict=False) if words}
            for row in zip_longest(*columns, fillvalue="")
            if any(row)
        ]
        if any(Language.EN not in item for item in items):
            raise forms.ValidationError(self.error_messages["incomplete"], code="incomplete")
        return items
