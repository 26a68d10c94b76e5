"""What each party does and says."""

from django.apps import AppConfig
from django.core.signals import request_finished
from django.utils.translation import gettext_lazy as _


class TrackerConfig(AppConfig):
    name = "tracker"
    verbose_name = _("What each party does and says")

    def ready(self) -> None:
        """Let this app's actions be recorded; leave no file behind whose row was rolled back."""
        from commitments.models.audit import register_actions

        from .audit_actions import AuditAction

        register_actions(AuditAction)

        from .evidence_files import discard_rowless

        request_finished.connect(discard_rowless)
