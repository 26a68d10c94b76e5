"""People: invited, suspended, designated to speak for a party; and what they keep themselves."""

from .account import WrongPassword, change_own, change_password, set_password
from .designating import Terms, change_end, designate
from .handing_over import hand_over, pass_on
from .inviting import Invited, invite, invite_again, withdraw
from .letters import ask_for_password_link, register_writers, send_password_link
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
