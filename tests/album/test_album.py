"""The album in the docs shows every page there is, and no other."""

import pytest
from PIL import Image

from tests.album import index
from tests.album.camera import keep, sheet
from tests.album.pages import Page, every_page, known_reason

MOST_BYTES = 12_000_000
ASK = "Take it with `make album PAGES={}` and look at it."
LEFT = Page("left", "alliances/<uuid:public_id>/left/", "An alliance", "coordinator")


def names(pages):
    return {each.name for each in pages}


def test_every_page_has_its_picture_or_a_reason_to_have_none():
    text = index.INDEX.read_text("utf-8")

    listed = {*index.pictured(text), *index.left_out(text)}
    missing, gone = names(every_page()) - listed, listed - names(every_page())

    assert missing == set(), ASK.format(f'"{" ".join(sorted(missing))}"')
    assert gone == set(), "There is no such page any more: `make album PAGES=rules`."


def test_the_index_shows_the_pictures_there_are():
    there = {each.stem for each in index.PICTURES.glob("*.webp")}

    assert there == set(index.pictured(index.INDEX.read_text("utf-8")))


def test_nobody_waits_for_the_album():
    size = sum(each.stat().st_size for each in index.PICTURES.iterdir())

    assert size < MOST_BYTES


def test_pages_come_each_once():
    listed = [each.name for each in every_page()]

    assert len(listed) == len(set(listed))
    assert {"workspace", "account_login", "admin-index", "error-404"} < set(listed)
    assert "pack-stop" not in listed, "it takes forms only"


@pytest.mark.parametrize(
    ("name", "path", "reason"),
    [
        ("explain-fragment", "alliances/explain/fragment/", "a part of a page"),
        ("form-txt", "outside/form.txt", "a file, or an answer to programs"),
        ("api-calls", "api/v1/calls", "an answer to programs"),
        ("api-docs", "api/v1/docs", ""),
        ("workspace", "alliances/<uuid:public_id>/", ""),
    ],
)
def test_what_is_no_page_says_why(name, path, reason):
    assert known_reason(Page(name, path, "", "")) == reason


def test_the_index_is_read_as_it_was_written():
    text = index.as_text(
        [LEFT, Page("x-csv", "x.csv", "", "nobody")], {"x-csv": "a file"}
    )

    assert index.pictured(text) == ["left"]
    assert index.left_out(text) == {"x-csv": "a file"}
    assert "`/alliances/…/left/`, coordinator" in text


def test_a_sheet_holds_the_views_side_by_side():
    views = (Image.new("RGB", (100, 50)), Image.new("RGB", (40, 200)))

    assert sheet(views, scale=0.5).size == (50 + 20 + 3 * 12, 100 + 2 * 12)


def test_a_picture_that_shows_the_same_is_not_written_again(tmp_path):
    path = tmp_path / "page.webp"
    keep(Image.new("RGB", (10, 10)), path)
    path.chmod(0o444)
    before = path.stat().st_mtime_ns

    keep(Image.new("RGB", (10, 10)), path)
    same = path.stat().st_mtime_ns == before
    path.chmod(0o644)
    keep(Image.new("RGB", (10, 10), "red"), path)

    assert same
    assert path.stat().st_mtime_ns != before
