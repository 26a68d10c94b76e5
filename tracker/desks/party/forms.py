"""The form that begins a voluntary update."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from commitments.foundation.forms import PlainForm
from commitments.models import Commitment
from tracker.models import ReportingPeriod


class VolunteerForm(PlainForm):
    """A voluntary update: of which commitment, in which period."""

    period = forms.ChoiceField(label=_("Period"))
    commitment = forms.ChoiceField(label=_("Commitment"))

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile[bytes]] | None = None,
        *,
        periods: Iterable[ReportingPeriod],
        commitments: Iterable[Commitment],
        prefix: str | None = None,
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, files, prefix=prefix, initial=initial)
        self.periods = {row.key: row for row in periods}
        self.commitments = {str(row.pk): row for row in commitments}
        self.set_choices(
            "period",
            [(key, f"{row.name} ({row.get_state_display()})") for key, row in self.periods.items()],
        )
        self.set_choices("commitment", [(key, str(row)) for key, row in self.commitments.items()])
