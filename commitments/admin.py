"""Django's administration, for administrators of the secretariat: the catalogue and people."""

from commitments.instruments.admin import catalogue
from commitments.people import admin as people

__all__ = ["catalogue", "people"]
