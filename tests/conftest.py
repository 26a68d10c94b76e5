"""The house's servers, the real catalogue, an open period, and a fixed cast of people."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import chain, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from config.local import services
from tests import kept_rows
from tests.servers import STARTED_HERE, TEST_ROOT

if TYPE_CHECKING:
    from django.test import Client
    from rest_framework.test import APIClient

    from commitments.models import Designation, User
    from tracker.models import ProgressUpdate, ReportingPeriod

PASSWORD = "a long enough password"
PERIOD = "2026-2"


def pytest_xdist_auto_num_workers() -> int:
    """One more than processors: tests with browsers and workers wait, for a server or a lease."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin the files that take long first, in turn with others: no worker ends alone with one."""
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    long = [file for file, tests in files.items() if any(map(_takes_long, tests))]
    short = [file for file in files if file not in long]
    in_turn = chain.from_iterable(zip_longest(long, short))
    items[:] = [item for file in in_turn if file is not None for item in files[file]]


def _takes_long(item: pytest.Item) -> bool:
    return any(item.get_closest_marker(name) for name in ("browser", "process", "long"))


def pytest_collection_finish() -> None:
    """Look for garbage less often, and never among what was loaded: a quarter of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Stop the servers once, from the process that started them."""
    if STARTED_HERE:
        from tests import made_database

        made_database.drop()
        services.stop(root=TEST_ROOT)


# The catalogue and the period ----------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[None]:
    """A database with the real catalogue and one open period, outside any test's transaction."""
    from django.db import connection
    from django.test import TransactionTestCase

    from tests import made_database

    given = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        made_database.copy(_fill)
    # In place of emptying all tables after a test with real commits.
    TransactionTestCase._fixture_teardown = lambda _test: kept_rows.put_back()  # type: ignore[attr-defined]  # not in the stubs
    yield
    with django_db_blocker.unblock():
        _send_everybody_home()
        connection.creation.destroy_test_db(given, verbosity=0)


def _fill() -> None:
    from django.core.management import call_command
    from django.db import connection

    call_command("load_catalogue", verbosity=0)
    _open_period()
    kept_rows.keep()
    # As the server does by itself a minute later: it plans by it.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _send_everybody_home() -> None:
    """End what other sessions a test's server or worker left: the database is dropped next."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def _open_period() -> ReportingPeriod:
    from django.utils import timezone

    from commitments.models import AssemblySession, Instrument
    from tracker.models import ReportingCycle
    from tracker.periods.commands import opening_and_closing, planning

    now = timezone.now()
    regular = AssemblySession.objects.filter(kind="regular")
    cycle, _created = ReportingCycle.objects.get_or_create(
        from_session=regular.get(number=56), to_session=regular.get(number=57)
    )
    administrator = person("period.opener@example.org", secretariat_role="administrator")
    period = planning.plan(
        key=PERIOD,
        cycle=cycle,
        instruments=[Instrument.objects.default()],
        covers_from=date(2026, 7, 1),
        covers_to=date(2027, 1, 1),
        opens_at=now - timedelta(days=30),
        due_at=now + timedelta(days=30),
        closes_at=now + timedelta(days=45),
        by=administrator,
        at=now - timedelta(days=40),
    )
    return opening_and_closing.open_period(
        period=period, by=administrator, at=now - timedelta(days=30)
    )


@pytest.fixture
def catalogue(db: None) -> None:
    """The real catalogue is loaded."""


@pytest.fixture
def open_period(catalogue: None) -> ReportingPeriod:
    """Period 2026-2, open since 30 days, due in 30, with its expected updates."""
    from tracker.models import ReportingPeriod

    return ReportingPeriod.objects.get(key=PERIOD)


@pytest.fixture
def update_of(open_period: ReportingPeriod) -> Callable[..., ProgressUpdate]:
    """`update_of("SLV", "7.1")`: the update of a party and a commitment in the open period."""
    from tracker.models import ProgressUpdate

    def find(party: str, commitment: str) -> ProgressUpdate:
        return ProgressUpdate.objects.get(
            period=open_period, party__code=party, commitment__code=commitment
        )

    return find


# The cast ------------------------------------------------------------------------------------


def person(email: str, **fields: Any) -> User:
    """Return the person with this address, made where missing."""
    from commitments.models import User

    found = User.objects.filter(email=email).first()
    return found or User.objects.create_user(email, PASSWORD, **fields)


def designate(user: User, party: str, capacity: str, **fields: Any) -> Designation:
    """Let a person speak for a party since 2020."""
    from commitments.models import Designation, Party

    fields = {"valid_from": date(2020, 1, 1), "document": "Note 1/2020"} | fields
    return Designation.objects.create(
        user=user, party=Party.objects.get(code=party), capacity=capacity, **fields
    )


def _speaker(party: str, capacity: str) -> User:
    user = person(f"{capacity}.{party.lower()}@tests.example")
    designate(user, party, capacity)
    return user


@pytest.fixture
def authority_slv(catalogue: None) -> User:
    return _speaker("SLV", "authority")


@pytest.fixture
def contributor_slv(catalogue: None) -> User:
    return _speaker("SLV", "contributor")


@pytest.fixture
def authority_hnd(catalogue: None) -> User:
    return _speaker("HND", "authority")


@pytest.fixture
def authority_pc(catalogue: None) -> User:
    return _speaker("PC", "authority")


@pytest.fixture
def officer(catalogue: None) -> User:
    return person("officer@tests.example", secretariat_role="officer")


@pytest.fixture
def other_officer(catalogue: None) -> User:
    return person("other.officer@tests.example", secretariat_role="officer")


@pytest.fixture
def administrator(catalogue: None) -> User:
    return person("administrator@tests.example", secretariat_role="administrator")


@pytest.fixture
def nobody(catalogue: None) -> User:
    """Signed in, and speaks for no party."""
    return person("nobody@tests.example")


@pytest.fixture
def visitor() -> Any:
    """Somebody of the public, not signed in."""
    from django.contrib.auth.models import AnonymousUser

    return AnonymousUser()


@pytest.fixture
def client_of() -> Callable[[Any], Client]:
    """`client_of(person)`: a browser's session with that person signed in."""
    from django.test import Client

    def make(user: Any) -> Client:
        client = Client()
        if user.is_authenticated:
            client.force_login(user)
        return client

    return make


@pytest.fixture
def api() -> Callable[[Any], APIClient]:
    """`api(person)`: the API as that person sees it."""
    from rest_framework.test import APIClient

    def make(user: Any) -> APIClient:
        client = APIClient()
        if user.is_authenticated:
            client.force_authenticate(user)
        return client

    return make


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """No test inherits another's language."""
    from django.utils import translation

    with translation.override("en"):
        yield


def utc(*parts: int) -> datetime:
    """`utc(2012, 1, 15)`: a moment."""
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]  # plain numbers
