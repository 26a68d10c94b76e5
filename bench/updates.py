"""A page of a hundred updates in full, against the least that could give the same bytes.

The floor is a bare WSGI application: psycopg with prepared statements, five joins, orjson. Both
are called in this process, one after the other in turns, over the same pages of one period.
"""

from __future__ import annotations

import base64
import io
import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import orjson
import psycopg
from psycopg.rows import dict_row

from bench.result import Result, undisturbed
from tracker.fields import UPDATE, Kind

PAGE_SIZE: Final = 100
WARM_UP, ROUNDS = 20, 200
TARGET: Final = 0.5
PERIOD: Final = "2030-1"

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

_LISTS: Final = tuple(field.name for field in UPDATE if field.kind == Kind.COOPERATION)
_SAID: Final = ", ".join(
    f"r.{name}::text" if name in _LISTS else f"r.{name}" for name in UPDATE.names
)
_PAGE: Final = f"""
SELECT u.id, i.key AS instrument, p.key AS period, y.code AS party, c.code AS commitment,
       g.number::text AS paragraph, 'accepted' AS state, {_SAID},
       r.channel, r.channel_document, NULL AS logged_by,
       u.party_id, u.commitment_id, r.number AS version, p.due_at, r.submitted_at,
       u.first_submitted_at > p.due_at AS late, u.solicited, u.sample
FROM tracker_progressupdate u
JOIN tracker_reportingperiod p ON p.id = u.period_id
JOIN commitments_party y ON y.id = u.party_id
JOIN commitments_commitment c ON c.id = u.commitment_id
JOIN commitments_paragraph g ON g.id = c.paragraph_id
JOIN commitments_instrument i ON i.id = u.instrument_id
JOIN tracker_revision r ON r.id = u.published_revision_id
WHERE p.key = %s AND u.id > %s AND r.visibility = 'public'
  AND (r.embargo_until IS NULL OR r.embargo_until <= now())
ORDER BY u.id LIMIT %s
"""
_EVIDENCE: Final = """
SELECT update_id, id, title, url, file_name, sha256, size, dated_on, visibility, sample,
       NULL AS file
FROM tracker_evidence
WHERE update_id = ANY(%s) AND in_published_revision AND visibility = 'public' ORDER BY id
"""
_ACTIONS: Final = """
SELECT a.party_id, c.commitment_id, a.id, a.title
FROM tracker_followupaction a
JOIN tracker_followupaction_commitments c ON c.followupaction_id = a.id
WHERE a.party_id = ANY(%s) AND c.commitment_id = ANY(%s) AND a.visibility = 'public'
ORDER BY a.id
"""


def floor_app() -> App:
    """Return the bare application, on a connection of its own."""
    connection = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True, row_factory=dict_row)
    connection.execute("SET TIME ZONE 'UTC'")

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        asked = parse_qs(environ["QUERY_STRING"])
        size = int(asked["page_size"][0])
        after = int(base64.b64decode(asked["cursor"][0])) if "cursor" in asked else 0
        rows = connection.execute(
            _PAGE, (asked["period"][0], after, size + 1), prepare=True
        ).fetchall()
        more, rows = len(rows) > size, rows[:size]
        _complete(connection, rows)
        cursor = base64.b64encode(str(rows[-1]["id"]).encode()).decode()
        link = f"http://testserver/updates/?period={PERIOD}&page_size={size}&cursor={cursor}"
        body = orjson.dumps(
            {"next": link if more else None, "previous": None, "results": rows},
            option=orjson.OPT_UTC_Z,
        )
        start_response("200 OK", [("Content-Type", "application/json")])
        return [body]

    return application


def _complete(connection: psycopg.Connection[dict[str, Any]], rows: list[dict[str, Any]]) -> None:
    evidence: dict[int, list[Any]] = defaultdict(list)
    for piece in connection.execute(_EVIDENCE, ([row["id"] for row in rows],), prepare=True):
        evidence[piece.pop("update_id")].append(piece)
    parties = list({row["party_id"] for row in rows})
    commitments = list({row["commitment_id"] for row in rows})
    actions: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for action in connection.execute(_ACTIONS, (parties, commitments), prepare=True):
        actions[action.pop("party_id"), action.pop("commitment_id")].append(action)
    for row in rows:
        for name in _LISTS:
            row[name] = orjson.Fragment(row[name])
        row["actions"] = actions[row.pop("party_id"), row.pop("commitment_id")]
        row["evidence"] = evidence[row["id"]]
        row["may"] = []


def compare() -> Result:
    """Return the result. Raises RuntimeError where the two do not say the same."""
    from config.wsgi import application

    product = _Walk(application, "/api/v1/updates/")
    bare = _Walk(floor_app(), "/updates/")
    for _round in range(WARM_UP):
        if product.step() != bare.step():
            raise RuntimeError("the floor does not give what the product gives")
    product.spent.clear()
    bare.spent.clear()
    for _round in range(ROUNDS):
        product.step()
        bare.step()
    ours, least = undisturbed(product.spent), undisturbed(bare.spent)
    ratio = least / ours
    return Result(
        name="updates, 100 a page in full, of 100,000",
        value=round(1000 / ours, 1),
        unit="requests/s",
        floor=round(1000 / least, 1),
        ratio=round(ratio, 2),
        target=f"ratio >= {TARGET}",
        met=ratio >= TARGET,
    )


class _Walk:
    """Goes through the pages of a period, over and over; `spent` in milliseconds."""

    def __init__(self, app: App, path: str) -> None:
        self.app = app
        self.path = path
        self.first = f"period={PERIOD}&page_size={PAGE_SIZE}"
        self.query = self.first
        self.spent: list[float] = []

    def step(self) -> Any:
        """Ask for the next page; return what it holds."""
        statuses: list[str] = []
        environ = _environ(self.path, self.query)
        begun = time.perf_counter()
        answer = self.app(environ, lambda status, headers, _exc=None: statuses.append(status))
        body = b"".join(answer)
        if close := getattr(answer, "close", None):
            close()
        self.spent.append((time.perf_counter() - begun) * 1000)
        if statuses != ["200 OK"]:
            raise RuntimeError(f"{self.path}?{self.query}: {statuses} {body[:300]!r}")
        page = orjson.loads(body)
        self.query = urlsplit(page["next"]).query if page["next"] else self.first
        return page["results"]


def _environ(path: str, query: str) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "HTTP_HOST": "localhost",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
