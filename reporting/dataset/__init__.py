"""The frozen dataset of a report: its schema, its assembly, the comparison of two."""
