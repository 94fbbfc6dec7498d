"""`draw_map`: the static file says what the fixture says, only shorter."""

import io
import re
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from django.core.management import call_command

from proposals.catalogue import map_shapes
from proposals.management.commands import draw_map

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"-?\d*\.?\d+")


def corners(path):
    """Return the rings of absolute path data as places."""
    return [
        [tuple(map(Decimal, corner.split(","))) for corner in ring.split("L")]
        for ring in re.findall(r"M([^Z]+)Z", path)
    ]


def walked(path):
    """Return the rings that relative path data leads along."""
    rings = []
    for start, steps in re.findall(r"M([^lZ]+)l([^Z]*)Z", path):
        x, y = map(Decimal, NUMBER.findall(start))
        numbers = [Decimal(each) for each in NUMBER.findall(steps)]
        ring = [(x, y)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        rings.append(ring)
    return rings


def test_file_in_the_repository_is_the_one_the_command_writes():
    assert draw_map.TARGET.read_text(encoding="utf-8") == draw_map.static_map()


def test_file_draws_every_country_of_the_fixture_exactly():
    drawing = ET.fromstring(draw_map.static_map())  # noqa: S314  # our own text
    drawn = {
        each.get("id"): walked(each.get("d")) for each in drawing.iter(f"{SVG}path")
    }

    assert drawn == {code: corners(path) for code, path in map_shapes().items()}


@pytest.mark.parametrize(
    ("path", "short"),
    [
        ("M1,2L1.5,1.6L0,2Z", "M1,2l.5-.4-1.5,.4Z"),
        ("M10.5,20L10.5,20L0.5,0Z", "M10.5,20l0,0-10-20Z"),
        ("M0,0L1,1ZM5,5L6,4Z", "M0,0l1,1ZM5,5l1-1Z"),
        ("M100,0L300,0Z", "M100,0l200,0Z"),
    ],
)
def test_steps_are_as_short_as_they_can_be(path, short):
    assert draw_map.relative(path) == short


def test_command_says_what_it_wrote(tmp_path, monkeypatch):
    target = tmp_path / "map.svg"
    monkeypatch.setattr(draw_map, "TARGET", target)
    output = io.StringIO()

    call_command("draw_map", stdout=output)

    assert target.read_text(encoding="utf-8") == draw_map.static_map()
    assert str(target) in output.getvalue()
