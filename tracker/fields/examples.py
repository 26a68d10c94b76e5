"""Values that the API's description shows for the tracker's fields, by name."""

from __future__ import annotations

from commitments.foundation.rest.examples import add_examples_by_name
from tracker.fields import UPDATE, Kind

add_examples_by_name(
    {
        "by": "officer@example.org",
        "comment": "Please add the decree's number.",
        "content": "Which municipalities does this reach?",
        "content_type": "application/pdf",
        "currency": "USD",
        "cycle": "41-42",
        "description": "Community policing in three departments.",
        "file_name": "decree.pdf",
        "field": "summary",
        "from_session": "41",
        "kind": "state",
        "logged_by": None,
        "made_by": "authority.slv@example.org",
        "may": ["save", "submit"],
        "parties": ["HND", "SLV"],
        "passage": "three departments",
        "period": "2012-1",
        "reason": "The party asked to amend its figures.",
        "row": "7",
        "rows": ["7"],
        "submitted_by": "authority.slv@example.org",
        "text": "Training for municipal committees.",
        "to_session": "42",
        "url": "https://example.org/decree.pdf",
        "visibility": "public",
    }
    | {field.name: field.example for field in UPDATE if field.kind == Kind.TEXT}
)
