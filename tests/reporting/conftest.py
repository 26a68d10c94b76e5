"""What the tests of reports share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.reporting.fakes import queue, quick
from tests.reporting.world import ask, make_period, say
from tracker.models import ReportingPeriod

__all__ = ["queue", "quick"]


@pytest.fixture
def files(tmp_path: Path, settings: Any) -> Path:
    """The folder where files are kept, this test's own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def closed_period(catalogue: None) -> ReportingPeriod:
    """Period 2012-1: SLV has reported for all to read, HND for member states, GTM not."""
    period = make_period("2012-1")
    say(period, "SLV", "7.1", 3)
    say(period, "HND", "7.1", 2, visibility="member_states")
    ask(period, "GTM", "7.1")
    return period


@pytest.fixture
def earlier(catalogue: None) -> ReportingPeriod:
    """Period 2011-2, in which nobody was asked yet."""
    return make_period("2011-2")


@pytest.fixture
def period(earlier: ReportingPeriod) -> ReportingPeriod:
    """Period 2012-1, in which nobody was asked yet."""
    return make_period("2012-1")
