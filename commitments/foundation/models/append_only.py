"""Append-only tables: the database itself refuses UPDATE and DELETE."""

from __future__ import annotations

import pgtrigger

# The removal of sample data sets this in its transaction, so that it may delete such rows.
PURGE_SETTING = "tracker.purge_sample"


def append_only(*, sample: bool = False, but: tuple[str, ...] = ()) -> list[pgtrigger.Trigger]:
    """Return the triggers of an append-only table.

    `sample`: the table has a column `sample`, and the removal of sample data may delete such rows.
    `but`: columns that may change, none of which is content.
    """
    allow_delete = (
        f"IF OLD.sample AND current_setting('{PURGE_SETTING}', true) = 'on' "
        "THEN RETURN OLD; END IF; "
        if sample
        else ""
    )
    refuse = (
        "RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP "
        "USING ERRCODE = 'restrict_violation'; "
    )
    columns = ", ".join(f"'{column}'" for column in but)
    allow_update = (
        f"IF to_jsonb(NEW) - ARRAY[{columns}] = to_jsonb(OLD) - ARRAY[{columns}] "
        "THEN RETURN NEW; END IF; "
        if but
        else ""
    )
    return [
        pgtrigger.Trigger(
            name=f"append_only_{name}", operation=operation, when=pgtrigger.Before, func=func
        )
        for name, operation, func in (
            ("update", pgtrigger.Update, allow_update + refuse),
            ("delete", pgtrigger.Delete, allow_delete + refuse),
        )
    ]
