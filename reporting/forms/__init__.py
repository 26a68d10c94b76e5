"""The forms of the reports, one door a file."""
