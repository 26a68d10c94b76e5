"""The base of all endpoints of the API, which implements the contract of docs/api.md."""
