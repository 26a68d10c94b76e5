"""The fields of what is attached to an update: actions, milestones, evidence and comments."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from tracker.fields.declaration import ContentField, Fields, Kind

_TITLE: Final = ContentField("title", Kind.LINE, _("Title"), required=True, searched="A")
_AUDIENCE: Final = ContentField("visibility", Kind.CHOICE, _("Who may read it"))

ACTION: Final = Fields(
    (
        _TITLE,
        ContentField("description", Kind.TEXT, _("Description"), searched="B"),
        ContentField("language", Kind.CHOICE, _("Language of the text"), required=True),
        ContentField("kind", Kind.CHOICE, _("Kind"), required=True),
        ContentField("status", Kind.CHOICE, _("Status")),
        ContentField("percent", Kind.WHOLE_NUMBER, _("Percent completed"), most=100),
        ContentField("starts_on", Kind.DAY, _("Starts on"), nullable=True),
        ContentField("due_on", Kind.DAY, _("Due on"), nullable=True),
        ContentField("cost", Kind.AMOUNT, _("Cost"), nullable=True),
        ContentField("currency", Kind.CURRENCY, _("Currency (ISO 4217)")),
        _AUDIENCE,
        ContentField("commitments", Kind.COMMITMENTS, _("Commitments it serves"), required=True),
    )
)
MILESTONE: Final = Fields(
    (
        ContentField("title", Kind.LINE, _("Title"), required=True),
        ContentField("due_on", Kind.DAY, _("Due on"), required=True),
        ContentField("reached_on", Kind.DAY, _("Reached on"), nullable=True),
    )
)
EVIDENCE: Final = Fields(
    (
        _TITLE,
        ContentField("url", Kind.LINK, _("Link"), longest=1000),
        ContentField("file", Kind.FILE, _("or file")),
        ContentField("dated_on", Kind.DAY, _("Date of the document"), nullable=True),
        _AUDIENCE,
    )
)
COMMENT: Final = Fields(
    (
        ContentField(
            "content",
            Kind.TEXT,
            _("Write to the secretariat and your own party"),
            rows=2,
            required=True,
        ),
        ContentField("passage", Kind.PASSAGE, _("About")),
    )
)
