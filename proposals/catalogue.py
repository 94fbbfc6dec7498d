"""The map of Europe as it is shipped: shapes and where to write upon them."""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

MAP = Path(__file__).parents[1] / "fixtures" / "map"
JOINED = {"AX": "FI", "N. Cyprus": "CY"}
"""Shapes drawn with another: the Union counts them to it. The second has no code."""

WIDTH, HEIGHT = 636, 582
"""The part of the box that is shown, short of the edges where shapes were cut."""


@dataclass(frozen=True, slots=True)
class Label:
    """Where the code of a country is written, middle and base line."""

    x: float
    y: float
    mark: tuple[float, float] | None
    """Where a dot stands for a state too small to be seen."""


@cache
def map_labels() -> Mapping[str, Label]:
    """Return the labels by ISO code: these countries are on the map."""
    with (MAP / "labels.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return MappingProxyType({row["code"]: _label(row) for row in rows})


def _label(row: Mapping[str, str]) -> Label:
    mark = (float(row["mark_x"]), float(row["mark_y"])) if row["mark_x"] else None
    return Label(float(row["x"]), float(row["y"]), mark)


@cache
def map_shapes() -> Mapping[str, str]:
    """Return the outline of each country by ISO code, as SVG path data."""
    data = json.loads((MAP / "europe.json").read_text(encoding="utf-8"))
    shapes: dict[str, str] = {}
    for each in data["countries"]:
        code = each["iso2"] or each["name"]
        code = JOINED.get(code, code)
        shapes[code] = shapes.get(code, "") + each["path"]
    return MappingProxyType(dict(sorted(shapes.items())))
