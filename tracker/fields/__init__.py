"""What may be written, field by field: the one declaration of an update's content and of the rest.

Everything that treats a field derives from here: the columns of an update, the rules for what is
sent, the API and its description, forms, search, comparison, translations, and reports. To add a
field to an update, declare it here and make its migration (CONTRIBUTING tells the steps).

No model is imported: the models are made from this.
"""

from tracker.fields.attached import ACTION, COMMENT, EVIDENCE, MILESTONE
from tracker.fields.declaration import LINE_MAX, TEXT_MAX, ContentField, Document, Fields, Kind
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
    "Document",
    "Fields",
    "Kind",
]
