"""What was reported on is never deleted, and its words are never rewritten."""

from __future__ import annotations

from collections.abc import Collection

from django.db import models

from commitments.instruments.loading import records
from commitments.instruments.loading.faults import Faults
from commitments.instruments.loading.folder import INSTRUMENT_FILE
from commitments.instruments.loading.responsibilities import Owed
from commitments.instruments.models.commitment import Commitment
from commitments.instruments.models.paragraph import Paragraph
from commitments.instruments.models.responsibility import Responsibility

_OWN_APP = Commitment._meta.app_label


def attached(model: type[models.Model], pks: Collection[int]) -> set[int]:
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


def check(*, name: str, instrument: records.Instrument, owed: Owed, faults: Faults) -> None:
    """Report what the file would delete or rewrite although it was reported on."""
    file = f"{name}/{INSTRUMENT_FILE}"
    told = {
        commitment.code: (f"paragraphs[{at}].commitments[{place}]", commitment)
        for at, paragraph in enumerate(instrument.paragraphs)
        for place, commitment in enumerate(paragraph.commitments)
    }
    stored = {
        commitment.code: commitment
        for commitment in Commitment.objects.filter(instrument__key=instrument.key)
    }
    rewritten = {
        code: _rewritten(commitment, told[code][1])
        for code, commitment in stored.items()
        if code in told
    }
    in_question = {code for code, fields in rewritten.items() if fields} | stored.keys() - told
    reported_on = attached(Commitment, {stored[code].pk for code in in_question})
    for code in sorted(in_question):
        commitment = stored[code]
        if code in told and commitment.retired_at and told[code][1].retired is None:
            faults.follow(file, told[code][0], f"{code} is retired, and stays so")
        if commitment.pk not in reported_on:
            continue
        if code not in told:
            faults.follow(
                file,
                "paragraphs",
                f"commitment {code} is missing, and was reported on: keep it, with `retired`",
            )
        elif rewritten[code] != ["retired"]:
            path, _record = told[code]
            faults.follow(
                file,
                path,
                f"{code} was reported on, its {', '.join(rewritten[code])} cannot change: "
                "retire it, and let a new one succeed it (`retired`, `succeeded_by`)",
            )
    _responsibilities(file, instrument.key, owed, told, faults)


def _rewritten(stored: Commitment, told: records.Commitment) -> list[str]:
    """Return the fields in which the file says something else of what was agreed."""
    pairs = {
        "quote": (stored.quote, told.quote),
        "lead_in": (stored.lead_in, told.lead_in.quote if told.lead_in else ""),
        "tail": (stored.tail, told.tail.quote if told.tail else ""),
        "tracking": (stored.tracking, told.tracking),
        "nature": (stored.nature, told.nature),
    }
    changed = [field for field, (before, after) in pairs.items() if before != after]
    if stored.retired_at is not None and told.retired is None:
        changed.append("retired")
    return changed


def _responsibilities(
    file: str,
    key: str,
    owed: Owed,
    told: dict[str, tuple[str, records.Commitment]],
    faults: Faults,
) -> None:
    stored = {
        (code, party, role): pk
        for pk, code, party, role in Responsibility.objects.filter(commitment__instrument__key=key)
        .order_by()
        .values_list("pk", "commitment__code", "party__code", "role")
    }
    gone = {pk: which for which, pk in stored.items() if which not in owed and which[0] in told}
    for pk in sorted(attached(Responsibility, gone.keys())):
        code, party, role = gone[pk]
        faults.follow(
            file,
            told[code][0],
            f"{party} is no longer {role} of {code}, but has reported on it",
        )


def removable_paragraphs(instrument: records.Instrument) -> models.QuerySet[Paragraph]:
    """Return the stored paragraphs that the file no longer has."""
    stored = Paragraph.objects.filter(instrument__key=instrument.key)
    told = {(paragraph.kind, paragraph.number) for paragraph in instrument.paragraphs}
    return stored.filter(pk__in=[one.pk for one in stored if (one.kind, one.number) not in told])
