"""What each party does and reports."""

from django.apps import AppConfig
from django.core.signals import request_finished
from django.utils.translation import gettext_lazy as _


class TrackerConfig(AppConfig):
    name = "tracker"
    verbose_name = _("What each party does and reports")

    def ready(self) -> None:
        """Register the actions for the audit log, the writers of e-mails, and the file cleaner.

        The cleaner removes each file whose row was rolled back, at the end of a request.
        """
        from commitments.foundation.models.audit import register_actions
        from commitments.models import Notification
        from commitments.notifications.commands import register_writer
        from tracker.audit_actions import AuditAction
        from tracker.evidence.commands.files import discard_rowless
        from tracker.periods.commands import reminders
        from tracker.updates.commands import submission

        register_actions(AuditAction)
        register_writer(Notification.Event.ON_BEHALF, submission.compose_letter)
        register_writer(Notification.Event.REMINDER, reminders.compose)
        request_finished.connect(discard_rowless)
