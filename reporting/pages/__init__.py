"""The pages of the reports, one noun a file."""
