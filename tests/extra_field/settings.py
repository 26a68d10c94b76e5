"""The settings of tests, with a field that is declared before any model is made."""

from django.utils.functional import lazy
from django.utils.translation import get_language

from tracker import fields
from tracker.fields import ContentField, Fields, Kind, ReportPart

NAMES = {
    "en": "Lessons learned",
    "es": "Lecciones aprendidas",
    "fr": "Enseignements tirés",
    "pt": "Lições aprendidas",
}


def _name() -> str:
    return NAMES[(get_language() or "en")[:2]]


LESSONS = ContentField(
    name="lessons",
    kind=Kind.TEXT,
    label=lazy(_name, str)(),
    help="What you would do differently.",
    narrative=True,
    searched="B",
    compared=True,
    begun=True,
    carried=True,
    documents=frozenset(ReportPart),
    example="Begin with the municipalities that ask for it.",
)
place = fields.UPDATE.names.index("next_steps") + 1
declared = fields.UPDATE.declared
fields.UPDATE = Fields(  # type: ignore[misc]  # final for everybody else
    (*declared[:place], LESSONS, *declared[place:])
)

from tests.settings import *  # noqa: E402, F403  # only after the declaration
from tests.settings import DATABASES  # noqa: E402

# Beside the database of the suite that starts this one.
DATABASES["default"]["TEST"] = {"NAME": "test_extra_field"}
MIGRATION_MODULES = {"tracker": "tests.extra_field.migrations"}
