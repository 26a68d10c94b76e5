"""Stub."""
from reporting.renderers.words.en import WORDS
