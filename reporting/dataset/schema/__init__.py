"""The frozen dataset of a report: every number and every word in it, in all languages.

Assembled once (`reporting.dataset.assembly`), kept as canonical JSON, rendered many times. Knows
neither Django nor the database. Names are mappings of language code (en, es, fr, pt) to text; dates
are ISO 8601 strings, so that the bytes do not depend on a process. It carries neither the report's
id, nor who asked, nor when it was made.
"""

# ruff: noqa: F403  # this package re-exports every class of its modules
from reporting.dataset.schema.catalogue import *
from reporting.dataset.schema.changes import *
from reporting.dataset.schema.counts import *
from reporting.dataset.schema.dataset import *
from reporting.dataset.schema.updates import *
