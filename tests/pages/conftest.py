"""What every page needs to have anything to show."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def something_to_show(request: pytest.FixtureRequest) -> None:
    """The catalogue is there, whichever tests ran before in this process."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("catalogue")
