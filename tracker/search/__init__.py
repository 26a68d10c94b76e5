"""What the catalogue has and parties said, found by whom may read it, and shown."""

from .showing import SHOW, Shown
from .sources import sources

__all__ = ["SHOW", "Shown", "sources"]
