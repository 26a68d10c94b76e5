"""Which report is made when, and the jobs of the clock."""
