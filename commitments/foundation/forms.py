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
    """A form that only parses: the rules are the commands', whose faults go beside its fields."""

    # The command's name of a field → its name in the form, where these differ.
    renamed: dict[str, str] = {}

    def carry_out(self, verb: Callable[[], Done]) -> Done | None:
        """Return what the verb returns; None where the form is not valid or the verb refuses.

        The form then shows why. Raises PermissionDenied where the person's role does not allow it.
        """
        if not self.is_valid():
            return None
        try:
            return verb()
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
        """Show why the command refused: each fault beside its field, the rest above the form."""
        faults: Iterable[Fault] = error.faults if isinstance(error, Invalid) else ()
        for fault in faults:
            self.add_error(self.field_of(fault.pointer), str(fault.detail))
        if not faults:
            self.add_error(None, str(error.detail))

    def carry_on_from(self, version: int) -> None:
        """Keep what was typed; sent again, it is a change of `version`."""
        if isinstance(self.data, QueryDict):
            data = self.data.copy()
            data[self.add_prefix("version")] = str(version)
            self.data = data

    def field_of(self, pointer: str) -> str | None:
        """Return the name of the field that a pointer means; None where the form has none."""
        name = pointer.lstrip("/").replace("/", "_")
        while name:
            own_name = self.renamed.get(name, name)
            if own_name in self.fields:
                return own_name
            name = name.rpartition("_")[0]
        return None

    @property
    def fields_with_faults(self) -> list[forms.BoundField]:
        """The fields that have faults, in the order of the form."""
        return [field for field in self if field.errors]


class ReasonForm(PlainForm):
    reason = forms.CharField(label=_("Reason"), max_length=2000, required=False)
