"""Removes what is no longer needed; never anything that somebody wrote or decided."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.contrib.sessions.models import Session

from commitments.models import IdempotentRequest
from tracker.evidence.commands import files as evidence_files

REPEATABLE_FOR: Final = timedelta(days=1)
# A file is written a moment before its row is committed.
KEEP_ORPHANS: Final = timedelta(days=1)


def clean_up(*, at: datetime) -> dict[str, int]:
    """Remove stored API answers, sessions and orphaned files past their time; return how many."""
    past_answers = IdempotentRequest.objects.filter(created_at__lt=at - REPEATABLE_FOR)
    return {
        "idempotent_requests": past_answers.delete()[0],
        "sessions": Session.objects.filter(expire_date__lt=at).delete()[0],
        "files_without_evidence": evidence_files.remove_orphans(before=at - KEEP_ORPHANS),
    }
