"""Stub."""

from reporting.renderers.words import en

WORDS = en.WORDS
