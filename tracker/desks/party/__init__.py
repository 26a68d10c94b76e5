"""The desk of a party: what is due, writing and submitting it."""
