"""Many updates in one call, by natural key; each row answered for itself."""

from __future__ import annotations

from collections.abc import Mapping
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
from tracker.updates.api.natural_keys import KEYS, Keys, RowsByKey, said
from tracker.updates.models.update import ProgressUpdate
from tracker.updates.serializers.fields import BulkResultsSerializer, BulkSerializer

MOST: Final = 1000
# Of an update that nobody has touched: it need not be read before it is written.
UNTOUCHED: Final = 1
_OPTIONS: Final = ("version", "submit")


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


def _rows(data: Mapping[str, Any]) -> list[Any]:
    rows = data.get("updates")
    faults = unknown_fields(data, ("updates",))
    if not isinstance(rows, list):
        faults.append(Fault("/updates", "not_a_list", _("This must be a list.")))
    elif not 1 <= len(rows) <= MOST:
        detail = _("From 1 to %(most)d rows can be sent.") % {"most": MOST}
        faults.append(Fault("/updates", "length", detail))
    if faults or not isinstance(rows, list):
        raise refusal(faults)
    return rows


class _Batch:
    def __init__(self, by: User, at: datetime, rows: list[Any]) -> None:
        self.by = by
        self.at = at
        self.catalogue = RowsByKey()
        self.there = self._find_all(rows)

    def _find_all(self, rows: list[Any]) -> dict[tuple[int, int, int], ProgressUpdate]:
        """Return the updates there are of the periods and parties named, solicited ones last."""
        named = [row for row in rows if isinstance(row, Mapping)]
        periods = {str(row.get("period")) for row in named}
        parties = {str(row.get("party")) for row in named}
        found = (
            ProgressUpdate.objects.visible_to(self.by)
            .filter(period__key__in=periods, party__code__in=parties)
            .order_by("solicited")
            .only("period_id", "party_id", "commitment_id")
        )
        return {(row.period_id, row.party_id, row.commitment_id): row for row in found}

    def result(self, index: int, row: Any) -> dict[str, Any]:
        """Return what became of one row."""
        update, problem = None, None
        try:
            with transaction.atomic():
                update, made = self._write(row)
        except (DomainError, ApiProblem, DataError) as exc:
            # Without the request: its missing If-Match header says nothing of a row.
            response = exception_handler(exc, {})
            if response is None:
                raise
            status, problem = response.status_code, response.data
        else:
            status = 201 if made else 200
        said = {"id": update and update.pk, "version": update and update.version}
        return {"index": index, "status": status, **said, "problem": problem}

    def _write(self, row: Any) -> tuple[ProgressUpdate, bool]:
        if not isinstance(row, Mapping):
            raise Invalid(_("A row must be a JSON object."), code="not_an_object")
        keys = self.catalogue.find(row)
        wanted = row.get("submit", False)
        update = self.there.get((keys.period.pk, keys.party.pk, keys.commitment.pk))
        saved = carry_out(lambda: self._save(update, keys, row), _option_faults(row))
        if wanted is True:
            saved = workflow.submit(update=saved, by=self.by, at=self.at, version=saved.version)
        return saved, update is None

    def _save(
        self, update: ProgressUpdate | None, keys: Keys, row: Mapping[str, Any]
    ) -> ProgressUpdate:
        content = said(row, without=(*KEYS, *_OPTIONS))
        if update is None:
            return workflow.volunteer(
                period=keys.period,
                commitment=keys.commitment,
                party=keys.party,
                by=self.by,
                at=self.at,
                **content,
            )
        version = row.get("version")
        return workflow.save(
            update=update,
            by=self.by,
            at=self.at,
            version=version if type(version) is int else UNTOUCHED,
            **content,
        )


def _option_faults(row: Mapping[str, Any]) -> list[Fault]:
    faults = []
    if type(row.get("version", UNTOUCHED)) is not int:
        faults.append(Fault("/version", "wrong_type", _("This must be a whole number.")))
    if not isinstance(row.get("submit", False), bool):
        faults.append(Fault("/submit", "wrong_type", _("This must be true or false.")))
    return faults
