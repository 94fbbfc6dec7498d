"""`draw_map`: writes the shapes of the map as one static file that pages refer to."""

import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from proposals.catalogue import map_shapes

TARGET = Path(settings.BASE_DIR) / "static" / "images" / "europe.svg"
RING = re.compile(r"M([^Z]+)Z")


class Command(BaseCommand):
    help = "Writes static/images/europe.svg from fixtures/map/europe.json."
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:  # noqa: ANN401  # Django's own signature
        TARGET.write_text(static_map(), encoding="utf-8")
        self.stdout.write(f"{TARGET}: {TARGET.stat().st_size // 1024} kB")


def static_map() -> str:
    """Return one path per country, to be referred to and styled by a page."""
    paths = [
        f'<path id="{code}" d="{relative(path)}"/>\n'
        for code, path in map_shapes().items()
    ]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg"><!-- Written by draw_map; its source'
        ' stands in fixtures/map/README.md. -->\n<g id="land">\n'
        f"{''.join(paths)}</g></svg>\n"
    )


def relative(path: str) -> str:
    """Write path data by steps instead of places: half as long, exactly equal."""
    return "".join(_ring(each) for each in RING.findall(path))


def _ring(corners: str) -> str:
    places = [
        tuple(Decimal(each) for each in corner.split(","))
        for corner in corners.split("L")
    ]
    start = "M" + _pair(*places[0])
    steps = [
        _pair(there[0] - here[0], there[1] - here[1])
        for here, there in pairwise(places)
    ]
    # Each ring starts absolutely: "z" would else carry the pen of the one before.
    return f"{start}l{' '.join(steps).replace(' -', '-')}Z"


def _pair(x: Decimal, y: Decimal) -> str:
    second = _short(y)
    return _short(x) + (second if second.startswith("-") else f",{second}")


def _short(number: Decimal) -> str:
    """Write a number as short as SVG takes it: -.4 for -0.4, 3 for 3.0."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text
