"""The words of the paragraphs, duties, silence, cooperation and indicators."""

from reporting.documents.words.body import en, es, fr, pt

__all__ = ["en", "es", "fr", "pt"]
