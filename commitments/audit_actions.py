"""The actions that the audit log records of the catalogue, of people and of API keys."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditAction(models.TextChoices):
    """The actions of this app: the value in the log, and the sentence that describes it.

    `%(who)s`, `%(object)s` and `%(kind)s` stand for the actor and the object, any other name for
    a value of the entry's detail.
    """

    LOAD_CATALOGUE = "catalogue.load", _("%(who)s loaded the catalogue of %(object)s")
    EDIT = "edit", _("%(who)s edited the record of %(kind)s %(object)s")

    CREATE_TOKEN = "token_created", _("%(who)s created an API key (%(prefix)s…)")
    REVOKE_TOKEN = "token_revoked", _("%(who)s revoked an API key (%(prefix)s…)")

    INVITE = "person.invited", _("%(who)s invited this person")
    INVITE_AGAIN = "person.invited_again", _("%(who)s sent another invitation")
    WITHDRAW_INVITATION = "person.invitation_withdrawn", _("%(who)s withdrew the invitation")
    JOIN = "person.joined", _("%(who)s accepted the invitation")
    SUSPEND = "person.suspended", _("%(who)s suspended the account")
    RESTORE = "person.restored", _("%(who)s restored the account")
    DESIGNATE = "person.designated", _("%(who)s designated this person for %(party)s")
    END_DESIGNATION = (
        "person.designation_ended",
        _("%(who)s noted that the designation for %(party)s ends on %(valid_to)s"),
    )
    PROLONG_DESIGNATION = (
        "person.designation_prolonged",
        _("%(who)s noted that the designation for %(party)s has no end"),
    )
    TAKE_BACK_DESIGNATION = (
        "person.designation_taken_back",
        _("%(who)s canceled the designation for %(party)s before it began"),
    )
    HAND_OVER_DESIGNATION = (
        "person.handed_over",
        _("%(who)s handed the designation for %(party)s over to %(successor)s"),
    )
    CHANGE_OWN_ACCOUNT = "person.changed", _("%(who)s changed their own account")
    CHANGE_OWN_PASSWORD = "person.password_changed", _("%(who)s changed their own password")
    SET_PASSWORD_BY_LINK = "person.password_set", _("%(who)s set a new password with a link")
    SET_PASSWORD_OF_PERSON = (
        "person.set_password",
        _("%(who)s set a new password for this person"),
    )
    SEND_PASSWORD_LINK = (
        "person.password_link",
        _("%(who)s sent a link to set a new password"),
    )
    SEND_LETTER = "person.letter_sent", _("%(who)s sent the e-mail")
    REFUSE_LETTER = (
        "person.letter_refused",
        _("%(who)s could not deliver an e-mail to %(address)s"),
    )
