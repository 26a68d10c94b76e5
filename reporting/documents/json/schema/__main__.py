"""`python -m reporting.documents.json.schema` prints the schema for docs/report-N.schema.json."""

from __future__ import annotations

import json
import sys

from reporting.documents.json.schema import schema

sys.stdout.write(json.dumps(schema(), ensure_ascii=False, indent=2) + "\n")
