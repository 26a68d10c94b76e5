"""What the catalogue has and parties said, found by whom may read it, and shown."""

from tracker.search.results import SHOW, Shown
from tracker.search.sources import sources

__all__ = ["SHOW", "Shown", "sources"]
