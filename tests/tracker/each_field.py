"""What the tests of each declared field share.

`tests/extra_field` runs those tests with a field more.
"""

from __future__ import annotations

from typing import Any

import pytest

from tracker.fields import UPDATE, ContentField, Kind

TYPED = "Una quimera aparece."
VALUES: dict[Kind, Any] = {
    Kind.LEVEL: 0,
    Kind.YES_NO: True,
    Kind.TEXT: TYPED,
    Kind.COOPERATION: [{"theme": "police", "text": TYPED}],
}
TEXTS = [field for field in UPDATE if field.kind == Kind.TEXT]


def each(*fields: ContentField) -> pytest.MarkDecorator:
    """Run a test once for each field, under its name."""
    return pytest.mark.parametrize("field", [pytest.param(one, id=one.name) for one in fields])


def saying(field: ContentField) -> dict[str, Any]:
    """Return content that can be submitted, and says something in the field."""
    if field.name == "not_applicable_reason":
        return {"level": None, field.name: TYPED}
    return {field.name: VALUES[field.kind]}
