"""The actions on reports and on their schedule that the audit log records."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditAction(models.TextChoices):
    """The actions of this app; see `commitments.audit_actions` for what the sentences hold."""

    REQUEST_REPORT = "request_report", _("%(who)s requested report %(object)s")
    RETRY_REPORT = "retry_report", _("%(who)s tried report %(object)s again")
    EDIT_REPORT = "edit_report", _("%(who)s edited report %(object)s")
    DISCARD_REPORT = "discard_report", _("%(who)s discarded report %(object)s")
    ISSUE_REPORT = "issue_report", _("%(who)s issued report %(object)s")
    CORRECT_REPORT = "correct_report", _("%(who)s requested a correction of report %(object)s")
    MAKE_SAMPLE_REPORT = (
        "make_sample_report",
        _("%(who)s requested report %(object)s, which shows the sample data"),
    )
    CHANGE_SCHEDULE = "change_schedule", _("%(who)s changed when report %(object)s is prepared")
    RESTORE_SCHEDULE = (
        "restore_schedule",
        _("%(who)s undid a change of when %(object)s is prepared"),
    )
