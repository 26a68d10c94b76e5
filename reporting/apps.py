"""Reports to the General Assembly."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    name = "reporting"
    verbose_name = _("What is reported to the Assembly")

    def ready(self) -> None:
        """Let this app's actions be recorded; have the patterns of document symbols checked."""
        from commitments.foundation.models.audit import register_actions
        from reporting.audit_actions import AuditAction
        from reporting.reports.rules import symbols  # noqa: F401  # registers its check

        register_actions(AuditAction)
