"""People: invited, suspended, designated to speak for a party; and what they keep themselves."""

from .account import WrongPassword, change_own, change_password, set_password
from .designating import Terms, change_end, designate
from .handing_over import hand_over, pass_on
from .inviting import Invited, invite, invite_again, withdraw
from .letters import (
    ask_for_password_link,
    deliver_invitation,
    deliver_notice,
    deliver_password_link,
)
from .links import Link, read_link
from .suspending import restore, suspend

__all__ = [
    "Invited",
    "Link",
    "Terms",
    "WrongPassword",
    "ask_for_password_link",
    "change_end",
    "change_own",
    "change_password",
    "deliver_invitation",
    "deliver_notice",
    "deliver_password_link",
    "designate",
    "hand_over",
    "invite",
    "invite_again",
    "pass_on",
    "read_link",
    "restore",
    "set_password",
    "suspend",
    "withdraw",
]
