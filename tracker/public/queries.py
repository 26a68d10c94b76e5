"""What the public pages look up from their addresses."""

from __future__ import annotations

from commitments.foundation.pages import find_or_404
from commitments.models import Instrument


def instrument_of(key: str | None) -> Instrument:
    """Return the instrument of this key, the default one where it is None or "".

    Raises Http404.
    """
    instruments = Instrument.objects.select_related("session")
    return find_or_404(instruments, key=key) if key else find_or_404(instruments, is_default=True)
