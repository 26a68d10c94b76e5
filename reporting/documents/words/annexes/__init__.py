"""The words of the annexes."""

from reporting.documents.words.annexes import en, es, fr, pt

__all__ = ["en", "es", "fr", "pt"]
