"""Values that the API's description shows for the tracker's fields, by name."""

from __future__ import annotations

from commitments.rest.examples import add_examples_by_name

add_examples_by_name(
    {
        "by": "officer@example.org",
        "challenges": "Budget for the second phase is not yet approved.",
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
        "next_steps": "Extend the programme to two more departments.",
        "not_applicable_reason": "",
        "parties": ["HND", "SLV"],
        "passage": "three departments",
        "period": "2012-1",
        "progress": "Committees work in 42 municipalities.",
        "reason": "The party asked to amend its figures.",
        "row": "7",
        "rows": ["7"],
        "submitted_by": "authority.slv@example.org",
        "summary": "A national prevention policy is in force.",
        "text": "Training for municipal committees.",
        "to_session": "42",
        "url": "https://example.org/decree.pdf",
        "visibility": "public",
    }
)
