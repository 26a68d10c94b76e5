"""The fields that people fill in, each declared once: of updates, actions, evidence and comments.

Columns, rules, the API and its description, forms, search, comparison, translations and reports
are made from these declarations, so nothing here imports a model. CONTRIBUTING says how to add a
field.
"""

from tracker.fields.attached import ACTION, COMMENT, EVIDENCE, MILESTONE
from tracker.fields.declaration import LINE_MAX, TEXT_MAX, ContentField, Fields, Kind, ReportPart
from tracker.fields.update import UPDATE

__all__ = [
    "ACTION",
    "COMMENT",
    "EVIDENCE",
    "LINE_MAX",
    "MILESTONE",
    "TEXT_MAX",
    "UPDATE",
    "ContentField",
    "Fields",
    "Kind",
    "ReportPart",
]
