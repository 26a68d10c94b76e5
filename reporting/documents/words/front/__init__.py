"""Words of the front: foreword, correction, summary, states, what moved, the trend, the matrix."""

from reporting.documents.words.front import en, es, fr, pt

__all__ = ["en", "es", "fr", "pt"]
