"""What every form of the product shares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import DomainError, Fault, Invalid, NotAllowed, Words

Done = TypeVar("Done")
Choice = tuple[Words, Words | Sequence[tuple[Words, Words]]]


class PlainForm(forms.Form):
    """A form that only parses. The commands check the rules; their faults appear at the fields."""

    # The command's name of a field → its name in the form, where they differ.
    renamed: dict[str, str] = {}

    def carry_out(self, command: Callable[[], Done]) -> Done | None:
        """Return what the command returns; None if the form is not valid or the command refuses.

        The form then shows why. Raises PermissionDenied where the person's role does not allow it.
        """
        if not self.is_valid():
            return None
        try:
            return command()
        except NotAllowed as error:
            raise PermissionDenied(error.detail) from error
        except DomainError as error:
            self.refuse(error)
            return None

    def set_choices(self, name: str, choices: Iterable[Choice]) -> None:
        """Set the choices of a field: (value, label), or (label of a group, its choices)."""
        field = self.fields[name]
        if not isinstance(field, forms.ChoiceField):
            raise TypeError(name)
        field.choices = choices

    def refuse(self, error: DomainError) -> None:
        """Show why the command refused: each fault at its field, other reasons above the form."""
        faults: Iterable[Fault] = error.faults if isinstance(error, Invalid) else ()
        for fault in faults:
            self.add_error(self.field_of(fault.pointer), str(fault.detail))
        if not faults:
            self.add_error(None, str(error.detail))

    def carry_on_from(self, version: int) -> None:
        """Keep what was typed, to be sent again as a change of `version`."""
        if isinstance(self.data, QueryDict):
            data = self.data.copy()
            data[self.add_prefix("version")] = str(version)
            self.data = data

    def field_of(self, pointer: str) -> str | None:
        """Return the name of the field of a pointer; None where the form has no such field."""
        name = pointer.lstrip("/").replace("/", "_")
        while name:
            name_in_form = self.renamed.get(name, name)
            if name_in_form in self.fields:
                return name_in_form
            name = name.rpartition("_")[0]
        return None

    @property
    def fields_with_faults(self) -> list[forms.BoundField]:
        """The fields that have faults, in the order of the form."""
        return [field for field in self if field.errors]


class ReasonForm(PlainForm):
    reason = forms.CharField(label=_("Reason"), max_length=2000, required=False)
