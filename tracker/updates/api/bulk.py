"""Many updates in one call, by natural key; each row has a result of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import DataError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.foundation.errors import DomainError, Fault, Invalid
from commitments.foundation.rest.problems import ApiProblem, exception_handler, refusal
from commitments.foundation.rest.verbs import body_of, carry_out, unknown_fields
from commitments.foundation.rest.views import ApiView
from commitments.models import User
from commitments.people.rules.access import ReportersToWrite, signed_in
from tracker.updates import commands as workflow
from tracker.updates.api.natural_keys import KEYS, Keys, RowsByKey, writing_of
from tracker.updates.models.update import ProgressUpdate
from tracker.updates.serializers.fields import BulkResultsSerializer, BulkSerializer

MOST: Final = 1000
# The version of an update that nobody has changed yet: it can be written without being read first.
UNTOUCHED: Final = 1


class BulkUpdates(ApiView):
    """Saves or volunteers, and submits where a row says so."""

    permission_classes = (ReportersToWrite,)

    @extend_schema(request=BulkSerializer, responses=BulkResultsSerializer)
    def post(self, request: Request) -> Response:
        """Write up to 1,000 updates; a row that fails saves nothing; the others are saved.

        A row takes the natural keys, the content, `version` (required once the update has been
        begun) and `submit`.
        """
        rows = _rows(body_of(request))
        with transaction.atomic():
            batch = _Batch(signed_in(request), timezone.now(), rows)
            results = [batch.result(index, row) for index, row in enumerate(rows)]
        return self.answer({"results": results})


def _rows(data: Mapping[str, object]) -> list[object]:
    rows = data.get("updates")
    faults = unknown_fields(data, ("updates",))
    if not isinstance(rows, list):
        raise refusal([*faults, Fault("/updates", "not_a_list", _("This must be a list."))])
    if not 1 <= len(rows) <= MOST:
        detail = _("From 1 to %(most)d rows can be sent.") % {"most": MOST}
        faults.append(Fault("/updates", "length", detail))
    if faults:
        raise refusal(faults)
    return rows


class _Batch:
    def __init__(self, by: User, at: datetime, rows: Sequence[object]) -> None:
        self.by = by
        self.at = at
        self.catalogue = RowsByKey()
        self.existing = self._find_all([row for row in rows if isinstance(row, Mapping)])

    def _find_all(
        self, rows: Sequence[Mapping[str, object]]
    ) -> dict[tuple[int, int, int], ProgressUpdate]:
        """Return the updates of the periods and parties named; of several, the solicited one."""
        found = (
            ProgressUpdate.objects.visible_to(self.by)
            .filter(
                period__key__in={str(row.get("period")) for row in rows},
                party__code__in={str(row.get("party")) for row in rows},
            )
            .order_by("solicited")
            .only("period_id", "party_id", "commitment_id")
        )
        return {(row.period_id, row.party_id, row.commitment_id): row for row in found}

    def result(self, index: int, row: object) -> dict[str, Any]:
        """Return the result of one row."""
        result: dict[str, Any] = {
            "index": index,
            "status": 200,
            "id": None,
            "version": None,
            "problem": None,
        }
        try:
            with transaction.atomic():
                update, is_new = self._write(row)
        except (DomainError, ApiProblem, DataError) as exc:
            # Without the request, whose missing If-Match header has nothing to do with a row.
            response = exception_handler(exc, {})
            if response is None:
                raise
            return result | {"status": response.status_code, "problem": response.data}
        status = 201 if is_new else 200
        return result | {"status": status, "id": update.pk, "version": update.version}

    def _write(self, row: object) -> tuple[ProgressUpdate, bool]:
        """Return the update that a row has written, and whether it is new."""
        if not isinstance(row, Mapping):
            raise Invalid(_("A row must be a JSON object."), code="not_an_object")
        keys = self.catalogue.find(row)
        update = self.existing.get((keys.period.pk, keys.party.pk, keys.commitment.pk))
        saved = carry_out(lambda: self._save(update, keys, row), _option_faults(row))
        if row.get("submit") is True:
            saved = workflow.submit(update=saved, by=self.by, at=self.at, version=saved.version)
        return saved, update is None

    def _save(
        self, update: ProgressUpdate | None, keys: Keys, row: Mapping[str, object]
    ) -> ProgressUpdate:
        writing = writing_of(row, without=(*KEYS, "version", "submit"))
        if update is None:
            return workflow.volunteer(**keys._asdict(), by=self.by, at=self.at, **writing)
        version = row.get("version")
        return workflow.save(
            update=update,
            by=self.by,
            at=self.at,
            version=version if type(version) is int else UNTOUCHED,
            **writing,
        )


def _option_faults(row: Mapping[str, object]) -> list[Fault]:
    faults = []
    if type(row.get("version", UNTOUCHED)) is not int:
        faults.append(Fault("/version", "wrong_type", _("This must be a whole number.")))
    if not isinstance(row.get("submit", False), bool):
        faults.append(Fault("/submit", "wrong_type", _("This must be true or false.")))
    return faults
