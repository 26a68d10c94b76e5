"""Links and files that back what a party says."""
