"""The words of the annexes."""

from reporting.renderers.words.annexes import en, es, fr, pt

__all__ = ["en", "es", "fr", "pt"]
