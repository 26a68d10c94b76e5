"""What the audit log records in this app. The workflow steps of an update are in `Decision`."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditAction(models.TextChoices):
    """The actions, each with its sentence; `commitments.audit_actions` explains the sentences."""

    BEGIN_CYCLE = "begin_cycle", _("%(who)s started reporting cycle %(object)s")
    PLAN_PERIOD = "plan_period", _("%(who)s planned period %(object)s")
    AMEND_PERIOD = "amend_period", _("%(who)s changed the dates of period %(object)s")
    OPEN_PERIOD = (
        "open_period",
        _("%(who)s opened period %(object)s: %(parties)s parties, %(expected)s updates expected"),
    )
    CLOSE_PERIOD = (
        "close_period",
        _("%(who)s closed period %(object)s: %(not_reported)s updates not reported"),
    )
    DECIDE_ROSTER = "decide_roster", _("%(who)s decided on %(party)s: %(decision)s")

    REMIND_PARTY = (
        "remind_party",
        _("%(who)s reminded %(object)s of %(outstanding)s updates of period %(period)s"),
    )
    # No longer written, but older entries have it. Today each e-mail is logged with its person.
    SEND_REMINDER = (
        "reminder_sent",
        _("%(who)s wrote to the focal points of %(object)s (%(people)s)"),
    )
    TELL_PARTY = (
        "tell_party",
        _(
            "%(who)s informed the party of what was submitted on its behalf "
            "(recipients: %(people)s)"
        ),
    )

    ATTACH_EVIDENCE = "attach_evidence", _("%(who)s attached evidence")
    REMOVE_EVIDENCE = "remove_evidence", _("%(who)s removed evidence")
    TRANSLATE = "translate", _("%(who)s translated a passage of revision %(revision)s")
    REMOVE_TRANSLATION = "remove_translation", _("%(who)s removed a translation")

    CREATE_ACTION = "create_action", _("%(who)s started follow-up action %(object)s")
    CHANGE_ACTION = "change_action", _("%(who)s changed follow-up action %(object)s")
    ADD_MILESTONE = (
        "add_milestone",
        _("%(who)s added the milestone “%(milestone)s” to follow-up action %(object)s"),
    )
    CHANGE_MILESTONE = (
        "change_milestone",
        _("%(who)s changed the milestone “%(milestone)s” of follow-up action %(object)s"),
    )
    REMOVE_MILESTONE = (
        "remove_milestone",
        _("%(who)s removed the milestone “%(milestone)s” from follow-up action %(object)s"),
    )

    LOAD_PUBLIC_RECORD = (
        "load_public_record",
        _("%(who)s entered %(added)s updates and observations from the public record"),
    )
    PURGE_SAMPLE = "purge_sample", _("%(who)s removed the sample data (%(updates)s updates)")
