"""What the API says of the tracker, field by field."""

from . import examples as examples
