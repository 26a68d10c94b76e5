"""Tables that only grow: the database itself refuses UPDATE and DELETE."""

from __future__ import annotations

import pgtrigger

# One audited command may remove rows marked sample; it sets this for its own transaction.
PURGE_SETTING = "tracker.purge_sample"


def append_only(*, sample: bool = False, but: tuple[str, ...] = ()) -> list[pgtrigger.Trigger]:
    """Return the triggers of an append-only table.

    `sample`: the table has a `sample` column, and the purge of sample data may delete such rows.
    `but`: columns that may change all the same (none of the content).
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
