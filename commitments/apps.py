"""The app of what was agreed, and of who is responsible."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommitmentsConfig(AppConfig):
    name = "commitments"
    verbose_name = _("What was agreed, and who is responsible")

    def ready(self) -> None:
        """Register this app's actions of the audit log, and the writers of its e-mails."""
        from commitments.audit_actions import AuditAction
        from commitments.foundation.models.audit import register_actions
        from commitments.people.commands import letters

        register_actions(AuditAction)
        letters.register_writers()
