"""What everybody reads: matrix, map, parties, themes, comparison, feeds, open data."""
