"""Loading a catalogue: the verb `load`; and `note`, for what is edited by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import connection, transaction

from commitments.audit_actions import AuditAction
from commitments.foundation.models.audit import record
from commitments.instruments.loading import protection as protecting
from commitments.instruments.loading import references, spans
from commitments.instruments.loading.faults import Fault, Faults, FaultyCatalogue
from commitments.instruments.loading.folder import read
from commitments.instruments.loading.hand_edits import hand_edits, note
from commitments.instruments.loading.instrument_tables import write
from commitments.instruments.loading.responsibilities import bound_on, owed
from commitments.instruments.loading.table_sync import Sync
from commitments.instruments.models.hand_edit import HandEdit
from commitments.people.models.user import User

SHIPPED = Path(__file__).resolve().parents[2] / "catalogue"
# Any number, the same for every process: two loads at once wait for each other.
_LOCK = 66_2011

__all__ = ["SHIPPED", "Fault", "FaultyCatalogue", "Loaded", "load", "note"]


@dataclass(frozen=True)
class Loaded:
    """A line for every change (none: nothing changed), and for every edit by hand left alone."""

    changes: tuple[str, ...]
    left: tuple[str, ...]


@transaction.atomic
def load(*, folder: Path, by: User | None, at: datetime, overrule: bool = False) -> Loaded:
    """Load a folder of format 1. `overrule`: the folder's word goes before edits by hand.

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
    if overrule:
        HandEdit.objects.all().delete()
    sync = Sync(edits=hand_edits())
    write(sync=sync, catalogue=catalogue, owed=due)
    if sync.changes or overrule:
        record(
            action=AuditAction.LOAD_CATALOGUE,
            object_type="catalogue",
            object_key=", ".join(one.key for one in catalogue.instruments.values())[:120],
            by=by,
            at=at,
            changes=sync.changes,
            overrule=overrule,
        )
    return Loaded(changes=tuple(sync.changes), left=tuple(sync.left))
