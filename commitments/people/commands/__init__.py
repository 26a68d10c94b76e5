"""Commands on people: invitations, suspensions, designations, and a person's own account."""

from commitments.people.commands.account import (
    WrongPassword,
    change_own,
    change_password,
    set_password,
)
from commitments.people.commands.designations import Terms, change_end, designate
from commitments.people.commands.handover import hand_over, pass_on
from commitments.people.commands.invitations import Invited, invite, invite_again, withdraw
from commitments.people.commands.letters import (
    ask_for_password_link,
    register_writers,
    send_password_link,
)
from commitments.people.commands.password_links import PasswordLink, read_link
from commitments.people.commands.suspension import restore, suspend

__all__ = [
    "Invited",
    "PasswordLink",
    "Terms",
    "WrongPassword",
    "ask_for_password_link",
    "change_end",
    "change_own",
    "change_password",
    "designate",
    "hand_over",
    "invite",
    "invite_again",
    "pass_on",
    "read_link",
    "register_writers",
    "restore",
    "send_password_link",
    "set_password",
    "suspend",
    "withdraw",
]
