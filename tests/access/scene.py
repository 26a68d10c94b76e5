"""What there is to reach: everything of El Salvador's, once private and once published."""

from __future__ import annotations

import hashlib
from functools import cache

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from commitments.models import AssemblySession, Instrument, Party, User
from reporting.dataset.schema import encode
from reporting.models import ReportFile, Stage, StatusReport
from tests.reporting.datasets import make_dataset
from tests.tracker.journeys import accepted, submitted
from tracker.actions import commands as actions
from tracker.evidence.commands import attachments as evidence
from tracker.models import FollowUpAction, NarrativeTranslation, ProgressUpdate
from tracker.updates.commands import translations

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def translation_of(update: ProgressUpdate, author: User) -> NarrativeTranslation:
    """The party's own, of its summary."""
    made, _new = translations.translate(
        revision=update.revisions.get(),
        field="summary",
        language="pt",
        content="Uma lei.",
        by=author,
        at=timezone.now(),
    )
    return made


def private_update(update: ProgressUpdate, author: User) -> ProgressUpdate:
    """Submitted, with a file, and not decided on."""
    _attach(update, author)
    update.refresh_from_db()
    return submitted(update, author)


def published_update(update: ProgressUpdate, author: User, officer: User) -> ProgressUpdate:
    """Accepted and public, with a public file."""
    _attach(update, author)
    update.refresh_from_db()
    return accepted(update, author, officer)


def _attach(update: ProgressUpdate, author: User) -> None:
    evidence.attach(
        update=update,
        title="The plan",
        file=SimpleUploadedFile("plan.pdf", PDF, content_type="application/pdf"),
        by=author,
        at=timezone.now(),
    )


def action_of(party: str, author: User, visibility: str) -> FollowUpAction:
    """An action with a milestone and a link."""
    now = timezone.now()
    action = actions.create(
        party=Party.objects.get(code=party),
        by=author,
        at=now,
        changes={
            "title": "A law",
            "language": "en",
            "kind": "law",
            "visibility": visibility,
            "commitments": ["7.1"],
        },
    )
    actions.add_milestone(
        action=action, by=author, at=now, changes={"title": "Bill", "due_on": "2027-01-31"}
    )
    evidence.attach(
        action=action,
        title="The bill",
        file=SimpleUploadedFile("bill.pdf", PDF, content_type="application/pdf"),
        by=author,
        at=now,
    )
    return action


@cache
def _dataset() -> bytes:
    return encode(make_dataset(kind="paragraph", subject="7", length=10))


def report(state: str, officer: User, audience: str = "public") -> StatusReport:
    """A report of one file, as its last task would leave it."""
    now = timezone.now()
    content = _dataset()
    digest = hashlib.sha256(content).hexdigest()
    issued = {"issued_at": now, "issued_by": officer} if state == "issued" else {}
    made = StatusReport.objects.create(
        kind="assembly",
        instrument=Instrument.objects.default(),
        session=AssemblySession.objects.get(kind="regular", number=42),
        audience=audience,
        as_of=now,
        languages=["en"],
        formats=["json"],
        state=state,
        dataset=content,
        dataset_sha256=digest,
        requested_at=now,
        requested_by=officer,
        built_at=now,
        **issued,
    )
    for stage in Stage:
        ReportFile.objects.create(
            report=made,
            stage=stage,
            language="en",
            format="json",
            file=default_storage.save("reports/access.json", ContentFile(content)),
            size=len(content),
            sha256=digest,
            made_at=now,
        )
    return made
