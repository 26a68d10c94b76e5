"""E-mail to people: a row is written in the event's transaction, and delivered later."""

from commitments.notifications.commands.delivery import DeliveryOutcome, deliver, deliver_due
from commitments.notifications.commands.outbox import (
    Letter,
    notify,
    register_writer,
    write,
    writer_of,
)

__all__ = [
    "DeliveryOutcome",
    "Letter",
    "deliver",
    "deliver_due",
    "notify",
    "register_writer",
    "write",
    "writer_of",
]
