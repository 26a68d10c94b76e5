"""Django's administration, for administrators of the secretariat: the catalogue and people."""

from . import catalogue, people

__all__ = ["catalogue", "people"]
