"""Removal of all sample data, in one transaction that is logged."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Final

from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import Q

from commitments.foundation.models.append_only import PURGE_SETTING
from commitments.foundation.models.audit import record as audit
from commitments.models import Notification, User
from tracker.audit_actions import AuditAction
from tracker.models import Evidence, ProgressUpdate, ReportingPeriod

_UPDATES: Final = "(SELECT id FROM tracker_progressupdate WHERE sample)"
_ACTIONS: Final = "(SELECT id FROM tracker_followupaction WHERE sample)"
# Children before parents. Whatever belongs to a sample row is sample data too, whoever wrote it.
# The triggers of the append-only tables allow the deletion of rows marked sample only.
_DELETIONS: Final = (
    "DELETE FROM tracker_narrativetranslation WHERE revision_id IN "
    f"(SELECT id FROM tracker_revision WHERE update_id IN {_UPDATES})",
    f"DELETE FROM tracker_decision WHERE update_id IN {_UPDATES}",
    f"DELETE FROM tracker_comment WHERE update_id IN {_UPDATES}",
    f"DELETE FROM tracker_evidence WHERE update_id IN {_UPDATES} OR action_id IN {_ACTIONS}",
    f"DELETE FROM tracker_revision WHERE update_id IN {_UPDATES}",
    "DELETE FROM tracker_progressupdate WHERE sample",
    f"DELETE FROM tracker_milestone WHERE action_id IN {_ACTIONS}",
    f"DELETE FROM tracker_followupaction_commitments WHERE followupaction_id IN {_ACTIONS}",
    "DELETE FROM tracker_followupaction WHERE sample",
    "DELETE FROM tracker_rosterentry WHERE sample",
)


@transaction.atomic
def purge(*, by: User | None, at: datetime) -> int:
    """Remove every row marked sample; return how many updates were removed.

    Sample people stay as closed accounts, because the audit log names them. A sample period in
    which something real was entered stays too.
    """
    files = list(
        Evidence.objects.filter(Q(update__sample=True) | Q(action__sample=True))
        .exclude(file="")
        .values_list("file", flat=True)
    )
    removed = ProgressUpdate.objects.filter(sample=True).count()
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, 'on', true)", [PURGE_SETTING])
        for deletion in _DELETIONS:
            cursor.execute(deletion)
        # Deferred foreign keys are checked now, while the triggers still allow the deletions.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SELECT set_config(%s, '', true)", [PURGE_SETTING])
    for period in ReportingPeriod.objects.filter(sample=True, updates__isnull=True):
        period.reminders.all().delete()
        period.roster.all().delete()
        period.instruments.clear()
        period.delete()
    Notification.objects.filter(person__sample=True).delete()
    for user in User.objects.filter(sample=True):
        user.designations.filter(sample=True).delete()
        user.is_active = False
        user.set_unusable_password()
        user.save(update_fields=["is_active", "password"])
    action = AuditAction.PURGE_SAMPLE
    audit(action=action, object_type="sample", object_key="*", by=by, at=at, updates=removed)
    for name in files:
        transaction.on_commit(partial(default_storage.delete, name))
    return removed
