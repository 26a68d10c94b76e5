"""A commitment that was reported on is never deleted, and its words are never rewritten."""

from __future__ import annotations

from collections.abc import Collection

from django.db import models

from commitments.instruments.loading.faults import Location
from commitments.instruments.loading.records import CommitmentRecord, InstrumentRecord
from commitments.instruments.loading.responsibilities import ResponsibilityRows
from commitments.models import Commitment, Paragraph, Responsibility


def reported_on(model: type[models.Model], pks: Collection[int]) -> set[int]:
    """Return those of `pks` that rows of another app point to: updates, actions and the like."""
    reported: set[int] = set()
    for relation in model._meta.related_objects:
        other = relation.related_model
        if isinstance(other, str) or other._meta.app_label == model._meta.app_label:
            continue
        rows = other._base_manager.filter(**{f"{relation.field.name}__in": pks})
        reported.update(rows.order_by().values_list(relation.field.name, flat=True))
    return reported & set(pks)


def check(*, instrument: InstrumentRecord, rows: ResponsibilityRows, at: Location) -> None:
    """Report what the file at `at` would delete or rewrite although it was reported on.

    `rows`: the responsibilities that follow from the file.
    """
    listed = {
        commitment.code: (at["paragraphs"][index]["commitments"][number], commitment)
        for index, paragraph in enumerate(instrument.paragraphs)
        for number, commitment in enumerate(paragraph.commitments)
    }
    stored = {row.code: row for row in Commitment.objects.filter(instrument__key=instrument.key)}
    rewritten = {
        code: fields
        for code in stored.keys() & listed
        if (fields := _rewritten_fields(stored[code], listed[code][1]))
    }
    suspect = rewritten.keys() | stored.keys() - listed
    protected = reported_on(Commitment, {stored[code].pk for code in suspect})
    for code in sorted(suspect):
        if "retired" in rewritten.get(code, ()):
            listed[code][0].follow(f"{code} is retired, and stays so")
        if stored[code].pk not in protected:
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
    stored = Responsibility.objects.filter(commitment__instrument__key=key).order_by()
    missing = {
        pk: (code, party, role)
        for pk, code, party, role in stored.values_list(
            "pk", "commitment__code", "party__code", "role"
        )
        if (code, party, role) not in rows and code in places
    }
    for pk in sorted(reported_on(Responsibility, missing.keys())):
        code, party, role = missing[pk]
        places[code].follow(f"{party} is no longer {role} of {code}, but has reported on it")


def removable_paragraphs(instrument: InstrumentRecord) -> models.QuerySet[Paragraph]:
    """Return the stored paragraphs that the file does not have any more."""
    stored = Paragraph.objects.filter(instrument__key=instrument.key)
    listed = {(paragraph.kind, paragraph.number) for paragraph in instrument.paragraphs}
    return stored.filter(pk__in=[row.pk for row in stored if (row.kind, row.number) not in listed])
