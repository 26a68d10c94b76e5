"""What every endpoint of the API is built on: the contract of docs/api.md, kept in one place."""
