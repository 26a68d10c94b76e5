"""Which report is made when, and the scheduled jobs."""
