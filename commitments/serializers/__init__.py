"""What the API says of the catalogue and of people, field by field."""
