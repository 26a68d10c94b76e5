"""The servers and the supervisor of `make run`."""
