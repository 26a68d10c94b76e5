"""People: accounts, signing in, designations, keys for the API."""
