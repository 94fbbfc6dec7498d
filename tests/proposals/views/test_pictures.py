"""The consortium in pictures: who sees it, what is downloaded, and under which name."""

import re

import pytest
from django.urls import reverse

from proposals.selectors.pictures.page import PICTURES
from proposals.views import pictures
from tests.factories import make_colleague, make_draft, make_eligible_draft, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client):
    draft = make_eligible_draft(acronym="../<b>SKILLS</b>")
    client.force_login(draft.alliance.coordinator)
    return draft


def place(draft, name="pictures", **keys):
    return reverse(name, kwargs={"public_id": draft.alliance.public_id, **keys})


def test_every_picture_has_a_table_and_two_files(client, draft, no_writes):
    with no_writes():
        page = client.get(place(draft))

    drawn = [each for each in page.context["page"].pictures if each.drawing]
    text = page.content.decode()
    assert len(drawn) >= 4
    for each in drawn:
        assert f'<table class="table same__table" aria-labelledby="{each.key}">' in text
        assert place(draft, "picture-svg", picture=each.key) in text
        assert place(draft, "picture-png", picture=each.key) in text
        assert f'<desc id="{each.key}-words">' in text


def test_page_holds_no_script_and_no_style_of_its_own(client, draft):
    main = client.get(place(draft)).content.decode().split("<main", 1)[1]

    assert re.findall(r"<script|<b>SKILLS| style=", main) == []


def test_places_are_written_for_machines_in_every_language(client, draft):
    client.cookies["django_language"] = "de"

    text = client.get(place(draft)).content.decode()

    assert "Programmländer" in text
    found = re.findall(r' (?:x|y|x1|y2|cx|r|width|height)="([^"]*)"', text)
    assert len(found) > 100
    assert [each for each in found if not re.fullmatch(r"-?\d+(\.\d+)?", each)] == []


@pytest.mark.parametrize("role", ["editor", "viewer"])
def test_colleagues_see_it_and_readers_are_shown_no_ways(client, draft, role):
    client.force_login(make_colleague(draft, role=role))

    page = client.get(place(draft))

    assert page.status_code == 200
    ways = "Add a partner from a country that is missing" in page.content.decode()
    assert ways is (role == "editor")


@pytest.mark.parametrize("name", ["pictures", "picture-svg", "picture-png"])
def test_contacts_and_strangers_see_nothing(client, draft, name):
    keys = {} if name == "pictures" else {"picture": "countries"}
    for person in (make_colleague(draft, role="contact", partner=2), make_user()):
        client.force_login(person)

        assert client.get(place(draft, name, **keys)).status_code == 404


@pytest.mark.parametrize(
    ("name", "kind", "start"),
    [
        ("picture-svg", "image/svg+xml; charset=utf-8", b"<svg "),
        ("picture-png", "image/png", b"\x89PNG"),
    ],
)
def test_files_have_safe_names(client, draft, name, kind, start):
    answer = client.get(place(draft, name, picture="groups"))

    assert (answer.status_code, answer["Content-Type"]) == (200, kind)
    assert answer.content.lstrip().startswith(start)
    suffix = name.removeprefix("picture-")
    assert re.fullmatch(
        rf'attachment; filename="bskillsb-groups-\d{{4}}-\d\d-\d\d\.{suffix}"',
        answer["Content-Disposition"],
    )


@pytest.mark.parametrize("key", ["groups", "nothing"])
def test_there_is_no_file_of_nothing(client, key):
    draft = make_draft()
    client.force_login(draft.alliance.coordinator)

    answer = client.get(place(draft, "picture-svg", picture=key))

    assert answer.status_code == 404


def test_all_pictures_of_a_long_plan_may_be_had_at_once():
    work_packages, whole_plan = 60, 1

    files = len(PICTURES) + whole_plan + work_packages

    assert files <= int(pictures.RATES.removesuffix("/m/user")) < 2 * files


@pytest.mark.parametrize("name", ["picture-svg", "picture-png"])
def test_nobody_has_pictures_drawn_without_end(client, draft, monkeypatch, name):
    monkeypatch.setattr(pictures, "RATES", "1/m/user")
    first = client.get(place(draft, name, picture="groups"))
    monkeypatch.delattr(pictures, "picture_file")  # nothing is evaluated for a refusal

    second = client.get(place(draft, name, picture="groups"))

    assert (first.status_code, second.status_code) == (200, 429)
    assert second["Retry-After"] == "300"
    assert "Go to my alliances" in second.content.decode()
    assert reverse("account_login") not in second.content.decode()
