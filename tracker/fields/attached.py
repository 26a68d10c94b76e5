"""What stands beside an update: follow-up actions, their milestones, evidence, and comments."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from tracker.fields.declaration import ContentField, Fields, Kind

ACTION: Final = Fields(
    (
        ContentField(name="title", kind=Kind.LINE, label=_("Title"), required=True, searched="A"),
        ContentField(name="description", kind=Kind.TEXT, label=_("Description"), searched="B"),
        ContentField(
            name="language", kind=Kind.CHOICE, label=_("Language of the text"), required=True
        ),
        ContentField(name="kind", kind=Kind.CHOICE, label=_("Kind"), required=True),
        ContentField(name="status", kind=Kind.CHOICE, label=_("Status")),
        ContentField(
            name="percent", kind=Kind.WHOLE_NUMBER, label=_("Percent completed"), most=100
        ),
        ContentField(name="starts_on", kind=Kind.DAY, label=_("Starts on"), nullable=True),
        ContentField(name="due_on", kind=Kind.DAY, label=_("Due on"), nullable=True),
        ContentField(name="cost", kind=Kind.AMOUNT, label=_("Cost"), nullable=True),
        ContentField(name="currency", kind=Kind.CURRENCY, label=_("Currency (ISO 4217)")),
        ContentField(name="visibility", kind=Kind.CHOICE, label=_("Who may read it")),
        ContentField(
            name="commitments",
            kind=Kind.COMMITMENTS,
            label=_("Commitments it serves"),
            required=True,
        ),
    )
)

MILESTONE: Final = Fields(
    (
        ContentField(name="title", kind=Kind.LINE, label=_("Title"), required=True),
        ContentField(name="due_on", kind=Kind.DAY, label=_("Due on"), required=True),
        ContentField(name="reached_on", kind=Kind.DAY, label=_("Reached on"), nullable=True),
    )
)

EVIDENCE: Final = Fields(
    (
        ContentField(name="title", kind=Kind.LINE, label=_("Title"), required=True, searched="A"),
        ContentField(name="url", kind=Kind.LINK, label=_("Link"), longest=1000),
        ContentField(name="file", kind=Kind.FILE, label=_("or file")),
        ContentField(
            name="dated_on", kind=Kind.DAY, label=_("Date of the document"), nullable=True
        ),
        ContentField(name="visibility", kind=Kind.CHOICE, label=_("Who may read it")),
    )
)

COMMENT: Final = Fields(
    (
        ContentField(
            name="content",
            kind=Kind.TEXT,
            label=_("Write to the secretariat and your own party"),
            rows=2,
            required=True,
        ),
        ContentField(name="passage", kind=Kind.PASSAGE, label=_("About")),
    )
)
