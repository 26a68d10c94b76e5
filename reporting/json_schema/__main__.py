"""`python -m reporting.json_schema` prints the schema as docs/report-N.schema.json keeps it."""

from __future__ import annotations

import json
import sys

from reporting.json_schema import schema

sys.stdout.write(json.dumps(schema(), ensure_ascii=False, indent=2) + "\n")
