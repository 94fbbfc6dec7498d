"""A picture as a file: it stands alone, whatever people typed."""

import datetime as dt
import io
import re

import pytest
from defusedxml.ElementTree import fromstring
from django.utils import timezone, translation
from PIL import Image

from proposals.documents.fetching import RenderingRefused
from proposals.documents.pictures import paper_style, picture_png, picture_svg
from proposals.selectors.pictures.drawing import Drawing
from proposals.selectors.pictures.page import PICTURES, PictureFile, picture_file
from proposals.selectors.pictures.picture import Picture
from tests.architecture import colours
from tests.factories import add, make_eligible_draft
from tests.proposals.services.budgets import (
    give_days,
    make_budget_draft,
    make_package,
)

pytestmark = pytest.mark.django_db

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '</text><script>alert(1)</script>&"\x0b'


@pytest.fixture
def draft():
    return make_eligible_draft(acronym="SKILLS")


@pytest.fixture
def whole():
    """A draft of which there is something to draw in every picture."""
    draft = make_budget_draft(acronym="SKILLS")
    add(draft, HOSTILE, "DE", "vet_provider")
    make_package(draft, title=HOSTILE, start_month=1, end_month=6)
    give_days(draft, 1, 1, manager=100)
    give_days(draft, 4, 1, manager=50)
    return draft


def drawn(draft, key="countries"):
    file = picture_file(draft, key, now=timezone.now())
    assert file is not None
    return picture_svg(file)


@pytest.mark.parametrize("key", PICTURES)
def test_svg_is_well_formed_and_needs_nothing_beside_itself(whole, key):
    text = drawn(whole, key)

    root = fromstring(text)

    assert root.tag == f"{SVG}svg"
    tags = {each.tag.removeprefix(SVG) for each in root.iter()}
    assert tags & {"image", "use", "script", "foreignObject", "a"} == set()
    inside = {"url(#d-lines)", "url(#d-dots)", "url(#d-map)"}
    assert set(re.findall(r"url\([^)]*\)", text)) <= inside
    assert re.findall(r"href|@import|var\(|<script|\x0b", text) == []
    assert re.findall(r"https?://[^\"]+", text) == ["http://www.w3.org/2000/svg"]


def test_file_is_named_after_its_alliance_and_the_day_it_says(draft):
    night = dt.datetime(2026, 7, 1, 22, 30, tzinfo=dt.UTC)

    file = picture_file(draft, "groups", now=night)

    assert file is not None
    assert file.name == "skills-groups-2026-07-02"
    assert "2 July 2026, 00:30 Brussels time" in file.source


def test_svg_says_what_it_is_and_where_it_comes_from(draft):
    root = fromstring(drawn(draft))

    title, words = root.findtext(f"{SVG}title", ""), root.findtext(f"{SVG}desc", "")
    assert title.startswith("Programme countries. SKILLS, ")
    assert title.endswith("Rules of call open, version 1.")
    assert words.startswith("As planned: 3 of 3 Programme countries covered.")
    written = " ".join("".join(each.itertext()) for each in root.iter(f"{SVG}text"))
    assert "Map: Natural Earth, public domain." in written
    assert "SKILLS, " in written


def test_source_begins_a_line_of_its_own_below_the_note(draft):
    root = fromstring(drawn(draft))

    lines = ["".join(each.itertext()) for each in root.iter(f"{SVG}text")]

    source = next(at for at, line in enumerate(lines) if line.startswith("SKILLS, "))
    assert lines[source - 1].endswith("status of territory.")


def test_names_are_text_whatever_is_in_them(draft):
    draft.alliance.acronym = HOSTILE

    root = fromstring(drawn(draft))

    assert list(root.iter(f"{SVG}script")) == []
    assert "<script>alert(1)</script>" in root.findtext(f"{SVG}title", "")


def test_words_of_the_key_stay_apart_when_they_are_copied(draft):
    text = re.sub(r"<[^>]+>", "", drawn(draft))

    assert ". A Programme country without a full partner." in text
    assert re.findall(r"\d\.[A-Z]", text) == []


@pytest.mark.parametrize("key", PICTURES)
def test_png_has_twice_the_size_of_its_svg_on_white(whole, key):
    text = drawn(whole, key)
    root = fromstring(text)

    image = Image.open(io.BytesIO(picture_png(text))).convert("RGB")

    size = [float(root.get(each, "")) * 2 for each in ("width", "height")]
    assert list(image.size) == pytest.approx(size, abs=1)
    assert image.getpixel((0, 0)) == (255, 255, 255)
    assert len(image.getcolors(1 << 24) or ()) > 10


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="/etc/hostname" width="9" height="9"/>',
        '<use xlink:href="other.svg#x"/>',
        '<style/><IMAGE x="1"/>',
    ],
)
def test_what_leads_elsewhere_is_not_drawn(inside):
    with pytest.raises(RenderingRefused):
        picture_png(f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>')


def test_what_people_typed_about_addresses_is_drawn(draft):
    draft.alliance.acronym = '<image href="/etc/hostname"/>'

    assert picture_png(drawn(draft, "groups")).startswith(b"\x89PNG")


def test_style_has_the_values_of_tokens_on_paper():
    light = set(colours.tokens()["light"].values())

    assert set(re.findall(r"#[0-9a-f]{6}", paper_style())) <= light
    assert "var(" not in paper_style()
    assert ".d-bar" not in paper_style().split("}")[0]


def test_letters_of_other_alphabets_are_drawn(draft):
    with translation.override("sr"):
        text = drawn(draft)

    assert 'xml:lang="sr"' in text
    assert len(picture_png(text)) > 10_000


def test_there_is_no_file_of_nothing():
    empty = Picture("countries", "Programme countries", "Nothing.")

    with pytest.raises(ValueError, match="countries"):
        picture_svg(PictureFile(empty, "", "countries"))


def test_a_drawing_without_a_map_carries_no_outlines():
    picture = Picture("x", "X", "One.", Drawing(20, (), "Nothing."))

    assert len(picture_svg(PictureFile(picture, "Source.", "x"))) < 5_000
