"""Invented data to try the product with: marked sample on every row, page, file and answer.

It never says what a real state did. `load` puts it in, `purge` takes it out, whole.
"""
