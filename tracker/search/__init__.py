"""The search in the catalogue and in what parties report: its sources, and its results."""

from tracker.search.results import SHOW, SearchResult
from tracker.search.sources import sources

__all__ = ["SHOW", "SearchResult", "sources"]
