"""The verbs of the workflow of an update.

Each verb takes the update, the person (`by`) and the moment (`at`). In one transaction it locks,
checks, writes, logs, and queues e-mails. It returns the changed update, and raises, in this order,
these errors of `commitments.foundation.errors`: NotAllowed, Stale, Conflict, Invalid.
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

__all__ = [
    "accept",
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
    "volunteer",
    "withdraw",
]

# The verbs by their names in addresses and in the API. `save` and `volunteer` take other arguments.
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
