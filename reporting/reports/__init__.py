"""Reports from request to issue: built, edited, corrected, verified."""
