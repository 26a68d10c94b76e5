"""Loading a catalogue: the verb `load`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.db import connection, transaction

from ..models import User
from ..models.audit import record
from . import protecting, references, spans
from .faults import Fault, Faults, FaultyCatalogue
from .owed import bound_on, owed
from .reading import read
from .writing import write

SHIPPED = Path(__file__).resolve().parent.parent / "catalogue"
# Any number, the same for every process: two loads at once wait for each other.
_LOCK = 66_2011

__all__ = ["SHIPPED", "Fault", "FaultyCatalogue", "load"]


@transaction.atomic
def load(*, folder: Path, by: User | None, at: datetime) -> list[str]:
    """Load a folder of format 1 and return a line for every change (none: nothing changed).

    Raises FaultyCatalogue with every fault found; nothing is loaded then.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    faults = Faults()
    catalogue = read(folder=folder, faults=faults)
    references.check(catalogue=catalogue, names=references.known(catalogue), faults=faults)
    due = {}
    for name, instrument in catalogue.instruments.items():
        text = catalogue.texts.get((name, instrument.spans_in))
        spans.check(name=name, instrument=instrument, text=text, faults=faults)
        due[name] = owed(instrument, bound_on(instrument.adopted_on, catalogue))
        protecting.check(name=name, instrument=instrument, owed=due[name], faults=faults)
    if faults:
        raise FaultyCatalogue(faults)
    changes = write(catalogue=catalogue, owed=due)
    if changes:
        record(
            action="catalogue.load",
            object_type="catalogue",
            object_key=", ".join(one.key for one in catalogue.instruments.values())[:120],
            by=by,
            at=at,
            changes=changes,
        )
    return changes
