"""The form that adds evidence."""

from __future__ import annotations

from typing import Any

from tracker.evidence.models import Evidence
from tracker.fields import EVIDENCE
from tracker.fields.forms import DeclaredForm
from tracker.visibility import Audience


class EvidenceForm(DeclaredForm):
    """A link or a file, under a title."""

    declared = (EVIDENCE, Evidence)

    # Any: the values go to `attach` as keyword arguments beside others of its own types.
    def given(self) -> dict[str, Any]:
        """Return what was typed, as `attachments.attach` expects it. The form must be valid."""
        typed = {name: self.cleaned_data[name] for name in EVIDENCE.names}
        return typed | {"visibility": typed["visibility"] or Audience.PUBLIC.value}
