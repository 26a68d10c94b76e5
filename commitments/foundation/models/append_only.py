"""Append-only tables: the database itself refuses UPDATE and DELETE."""

from __future__ import annotations

import pgtrigger

# The purge of sample data sets this for its transaction, to delete rows marked as sample.
PURGE_SETTING = "tracker.purge_sample"


def append_only(*, sample: bool = False, but: tuple[str, ...] = ()) -> list[pgtrigger.Trigger]:
    """Return the triggers of an append-only table.

    `sample`: the table has a `sample` column, and the purge of sample data may delete such rows.
    `but`: columns that may change nevertheless; none of them is content.
    """
    allow = (
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
            name="append_only_update",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            func=allow_update + refuse,
        ),
        pgtrigger.Trigger(
            name="append_only_delete",
            operation=pgtrigger.Delete,
            when=pgtrigger.Before,
            func=allow + refuse,
        ),
    ]
