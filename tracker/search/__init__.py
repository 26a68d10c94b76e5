"""The search in the catalogue and in what parties report: its sources, and its results."""
