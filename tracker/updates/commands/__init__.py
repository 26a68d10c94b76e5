"""The workflow of an update: its table, and its verbs.

Every verb takes the update, the clock and the actor, and does all of it in one transaction: lock,
check, write, log, queue. It returns the update as it then is, and raises, in this order, what
`commitments.foundation.errors` names: NotAllowed, Stale, Conflict, Invalid.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from tracker.updates.commands.decisions import accept, reopen, replace, return_
from tracker.updates.commands.drafts import (
    hand_over,
    save,
    send_back,
    start_from_previous,
    volunteer,
)
from tracker.updates.commands.submission import lacking, last_accepted_before, submit, withdraw
from tracker.updates.models.decision import Verb
from tracker.updates.models.update import ProgressUpdate
from tracker.updates.rules.workflow_table import TABLE, Rule, begun, verbs_open_to

__all__ = [
    "TABLE",
    "Rule",
    "accept",
    "begun",
    "dispatch",
    "hand_over",
    "lacking",
    "last_accepted_before",
    "reopen",
    "replace",
    "return_",
    "save",
    "send_back",
    "start_from_previous",
    "submit",
    "verbs_open_to",
    "volunteer",
    "withdraw",
]

# The verbs by their names in addresses and in `may`; `save` and `volunteer` have their own doors.
dispatch: Final[Mapping[str, Callable[..., ProgressUpdate]]] = {
    Verb.HAND_OVER.value: hand_over,
    Verb.SEND_BACK.value: send_back,
    Verb.SUBMIT.value: submit,
    Verb.WITHDRAW.value: withdraw,
    Verb.RETURN.value: return_,
    Verb.ACCEPT.value: accept,
    Verb.REPLACE.value: replace,
    Verb.REOPEN.value: reopen,
}
