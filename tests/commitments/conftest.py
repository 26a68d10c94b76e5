"""Folders to load."""

from pathlib import Path

import pytest

from commitments.instruments import loading
from tests.commitments.folders import SECOND, Folder


@pytest.fixture
def shipped(catalogue: None, tmp_path: Path) -> Folder:
    """A copy of the shipped folder, which is loaded."""
    return Folder(loading.SHIPPED, tmp_path / "shipped")


@pytest.fixture
def second(catalogue: None, tmp_path: Path) -> Folder:
    """A copy of the second, invented instrument, which is not loaded."""
    return Folder(SECOND, tmp_path / "second")
