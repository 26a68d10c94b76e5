"""The words that a page of HTML and the workbook alone have."""

from reporting.documents.words.files import en, es, fr, pt

__all__ = ["en", "es", "fr", "pt"]
