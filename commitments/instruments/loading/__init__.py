"""Loading a catalogue from a folder (`load`), and recording what is edited by hand (`note`).

`folder` reads the files, `decoder` makes them `records`, `references`, `spans` and `protection`
check these, `shared_tables` and `instrument_tables` write them by `table_sync`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import connection, transaction

from commitments.audit_actions import AuditAction
from commitments.foundation.models.audit import record
from commitments.instruments.loading import protection, references, spans
from commitments.instruments.loading.faults import CatalogueFault, FaultyCatalogue, Location
from commitments.instruments.loading.folder import INSTRUMENT_FILE, read
from commitments.instruments.loading.hand_edits import hand_edits, note
from commitments.instruments.loading.instrument_tables import write
from commitments.instruments.loading.responsibilities import responsibilities_of, states_bound_on
from commitments.instruments.loading.table_sync import Sync
from commitments.models import HandEdit, User

SHIPPED = Path(__file__).resolve().parents[2] / "catalogue"
# Any number, the same for every process: two loads at once wait for each other.
_LOCK = 66_2011

__all__ = ["SHIPPED", "CatalogueFault", "FaultyCatalogue", "Loaded", "load", "note"]


@dataclass(frozen=True)
class Loaded:
    """What a load did: a line for each change, and for each that an edit by hand prevented."""

    changes: tuple[str, ...]
    skipped: tuple[str, ...]


@transaction.atomic
def load(*, folder: Path, by: User | None, at: datetime, overrule: bool = False) -> Loaded:
    """Load a folder of format 1. `overrule`: the folder replaces what was edited by hand.

    Raises FaultyCatalogue with every fault found; nothing is loaded then.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    faults: list[CatalogueFault] = []
    catalogue = read(folder=folder, faults=faults)
    names = references.known_names(catalogue)
    references.check(catalogue=catalogue, names=names, faults=faults)
    responsibilities = {}
    for name, instrument in catalogue.instruments.items():
        file = Location(faults, f"{name}/{INSTRUMENT_FILE}")
        text = catalogue.texts.get((name, instrument.spans_in))
        spans.check(instrument=instrument, text=text, at=file)
        states = states_bound_on(instrument.adopted_on, catalogue)
        rows = responsibilities[name] = responsibilities_of(instrument, states)
        protection.check(instrument=instrument, rows=rows, at=file)
    if faults:
        raise FaultyCatalogue(faults)
    if overrule:
        HandEdit.objects.all().delete()
    sync = Sync(edits=hand_edits())
    write(sync=sync, catalogue=catalogue, responsibilities=responsibilities)
    if sync.changes or overrule:
        record(
            action=AuditAction.LOAD_CATALOGUE,
            object_type="catalogue",
            object_key=", ".join(each.key for each in catalogue.instruments.values())[:120],
            by=by,
            at=at,
            changes=sync.changes,
            overrule=overrule,
        )
    return Loaded(changes=tuple(sync.changes), skipped=tuple(sync.skipped))
