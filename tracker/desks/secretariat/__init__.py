"""The desk of the secretariat: review, coverage, focal points, the audit log."""
