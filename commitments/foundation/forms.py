"""What every form of the product shares."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import DomainError, Fault, Invalid, NotAllowed

Done = TypeVar("Done")


class PlainForm(forms.Form):
    """A form that parses and holds no rule: the verbs' faults are put beside its fields."""

    # Fields of the verbs that stand in the form under another name.
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

    def refuse(self, error: DomainError) -> None:
        """Show why the verb refused: each fault beside its field, the rest above the form."""
        faults: Iterable[Fault] = error.faults if isinstance(error, Invalid) else ()
        for fault in faults:
            self.add_error(self.field_of(fault.pointer), str(fault.detail))
        if not faults:
            self.add_error(None, str(error.detail))

    def carry_on_from(self, version: int) -> None:
        """Keep what was typed, as a change of `version` when it is sent again."""
        if isinstance(self.data, QueryDict):
            data = self.data.copy()
            data[self.add_prefix("version")] = str(version)
            self.data = data

    def field_of(self, pointer: str) -> str | None:
        """Return the field that a fault's pointer names, None where the form has no such field."""
        name = pointer.lstrip("/").replace("/", "_")
        while name:
            known = self.renamed.get(name, name)
            if known in self.fields:
                return known
            name = name.rpartition("_")[0]
        return None

    @property
    def fields_with_faults(self) -> list[forms.BoundField]:
        """The fields to look at again, in the order of the form."""
        return [field for field in self if field.errors]


class ReasonForm(PlainForm):
    reason = forms.CharField(label=_("Reason"), max_length=2000, required=False)
