"""The API of the reports, one noun a file."""
