"""What each party does and says."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrackerConfig(AppConfig):
    name = "tracker"
    verbose_name = _("What each party does and says")

    def ready(self) -> None:
        """Let this app's actions be recorded in the audit log."""
        from commitments.models.audit import register_actions

        from .audit_actions import AuditAction

        register_actions(AuditAction)
