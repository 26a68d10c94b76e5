"""The text of a PDF's pages, as PDFium reads it: the reader that is built into Chromium."""

from __future__ import annotations

import pypdfium2


def pages_of(content: bytes) -> list[str]:
    """Return what each page says, its lines in the order in which they are read."""
    with pypdfium2.PdfDocument(content) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    # PDFium's sign for a hyphen at the end of a line.
    return [text.replace("\x02", "-\n") for text in texts]


def squeezed_pages_of(content: bytes) -> list[str]:
    """Return what each page says on one line, a single space between words."""
    return [" ".join(page.split()) for page in pages_of(content)]
