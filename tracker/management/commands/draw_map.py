"""manage.py draw_map COUNTRIES"""

from __future__ import annotations

import hashlib
import json
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tracker.public.cartography import FRAMES, shapes

CATALOGUE = Path(settings.BASE_DIR) / "commitments/catalogue/states.json"
DRAWN = Path(settings.BASE_DIR) / "tracker/static/tracker/americas.svg"
_FILE = """<svg xmlns="http://www.w3.org/2000/svg">
<!-- Drawn by manage.py draw_map from Natural Earth 1:50m (public domain), Admin 0 countries, as
TopoJSON in the npm package world-atlas 2.0.2 (ISC), countries-50m.json, sha256
{sha256}.
Lambert's azimuthal equal-area projection. It says nothing on the status of any territory. -->
{shapes}
</svg>
"""


class Command(BaseCommand):
    help = "Draw the map of the Americas anew from Natural Earth's countries (1:50m, as TopoJSON)."
    # It needs neither the addresses nor a database.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("countries", type=Path, help="countries-50m.json of world-atlas")
        parser.add_argument("--to", type=Path, default=DRAWN, help="the SVG file to write")

    def handle(self, *args: object, countries: Path, to: Path, **options: object) -> None:
        content = countries.read_bytes()
        topology = json.loads(content)
        states = json.loads(CATALOGUE.read_bytes())["states"]
        codes = {state["numeric"]: state["code"] for state in states}
        drawn = [shape for frame in FRAMES for shape in shapes(topology, frame, codes)]
        missing = set(codes.values()) - {key.removeprefix("m-") for key, _element in drawn}
        if missing:
            raise CommandError(f"Not in the countries given: {', '.join(sorted(missing))}.")
        lines = "\n".join(element.replace(" ", f' id="{key}" ', 1) for key, element in drawn)
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_text(
            _FILE.format(sha256=hashlib.sha256(content).hexdigest(), shapes=lines), "utf-8"
        )
        self.stdout.write(f"{len(drawn)} shapes in {to.name}, {to.stat().st_size} bytes.")
