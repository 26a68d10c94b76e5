"""A commitment that was reported on is never deleted, and its words are never rewritten."""

from __future__ import annotations

from collections.abc import Collection

from django.db import models

from commitments.instruments.loading.faults import Location
from commitments.instruments.loading.records import CommitmentRecord, InstrumentRecord
from commitments.instruments.loading.responsibilities import ResponsibilityRows
from commitments.instruments.models.commitment import Commitment
from commitments.instruments.models.paragraph import Paragraph
from commitments.instruments.models.responsibility import Responsibility

_OWN_APP = Commitment._meta.app_label


def reported_on(model: type[models.Model], pks: Collection[int]) -> set[int]:
    """Return those of `pks` that rows of another app point to: updates, actions and the like."""
    found: set[int] = set()
    if not pks:
        return found
    for relation in model._meta.related_objects:
        other = relation.related_model
        if isinstance(other, str) or other._meta.app_label == _OWN_APP:
            continue
        rows = other._base_manager.filter(**{f"{relation.field.name}__in": pks})
        found.update(rows.order_by().values_list(relation.field.name, flat=True))
    return found & set(pks)


def check(*, instrument: InstrumentRecord, rows: ResponsibilityRows, at: Location) -> None:
    """Report what the file at `at` would delete or rewrite although it was reported on.

    `rows`: the responsibilities that follow from the file.
    """
    listed = {
        commitment.code: (at["paragraphs"][index]["commitments"][number], commitment)
        for index, paragraph in enumerate(instrument.paragraphs)
        for number, commitment in enumerate(paragraph.commitments)
    }
    stored = {
        commitment.code: commitment
        for commitment in Commitment.objects.filter(instrument__key=instrument.key)
    }
    rewritten = {
        code: _rewritten_fields(commitment, listed[code][1])
        for code, commitment in stored.items()
        if code in listed
    }
    in_question = {code for code, fields in rewritten.items() if fields} | stored.keys() - listed
    kept = reported_on(Commitment, {stored[code].pk for code in in_question})
    for code in sorted(in_question):
        if code in listed and "retired" in rewritten[code]:
            listed[code][0].follow(f"{code} is retired, and stays so")
        if stored[code].pk not in kept:
            continue
        if code not in listed:
            at["paragraphs"].follow(
                f"commitment {code} is missing, and was reported on: keep it, with `retired`"
            )
        elif rewritten[code] != ["retired"]:
            listed[code][0].follow(
                f"{code} was reported on, its {', '.join(rewritten[code])} cannot change: "
                "retire it, and let a new one succeed it (`retired`, `succeeded_by`)"
            )
    places = {code: place for code, (place, _commitment) in listed.items()}
    _check_responsibilities(instrument.key, rows, places)


def _rewritten_fields(stored: Commitment, record: CommitmentRecord) -> list[str]:
    """Return the fields in which the file differs from what was agreed."""
    pairs = {
        "quote": (stored.quote, record.quote),
        "lead_in": (stored.lead_in, record.lead_in.quote if record.lead_in else ""),
        "tail": (stored.tail, record.tail.quote if record.tail else ""),
        "tracking": (stored.tracking, record.tracking),
        "nature": (stored.nature, record.nature),
    }
    changed = [field for field, (before, after) in pairs.items() if before != after]
    if stored.retired_at is not None and record.retired is None:
        changed.append("retired")
    return changed


def _check_responsibilities(
    key: str, rows: ResponsibilityRows, places: dict[str, Location]
) -> None:
    stored = (
        Responsibility.objects.filter(commitment__instrument__key=key)
        .order_by()
        .values_list("pk", "commitment__code", "party__code", "role")
    )
    gone = {
        pk: (code, party, role)
        for pk, code, party, role in stored
        if (code, party, role) not in rows and code in places
    }
    for pk in sorted(reported_on(Responsibility, gone.keys())):
        code, party, role = gone[pk]
        places[code].follow(f"{party} is no longer {role} of {code}, but has reported on it")


def removable_paragraphs(instrument: InstrumentRecord) -> models.QuerySet[Paragraph]:
    """Return the stored paragraphs that the file no longer has."""
    stored = Paragraph.objects.filter(instrument__key=instrument.key)
    listed = {(paragraph.kind, paragraph.number) for paragraph in instrument.paragraphs}
    return stored.filter(pk__in=[one.pk for one in stored if (one.kind, one.number) not in listed])
