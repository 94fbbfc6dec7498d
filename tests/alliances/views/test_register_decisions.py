"""Who publishes a file of the register, and what the page says when that fails."""

import pytest
from django.urls import reverse

from alliances.enums import ReviewState
from alliances.models import RegisterPublication
from alliances.selectors.register_diff import register_revision
from alliances.selectors.register_pages import register_page
from alliances.services import register_orders
from alliances.services.register import note_names
from alliances.services.register_orders import publish_ordered
from tests.alliances.register_files import (
    GHENT,
    LODZ,
    PATRAS,
    countries,
    entry,
    read,
    register_csv,
)
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def anton():
    return make_user(is_staff=True, full_name="Anton Berg")


@pytest.fixture
def bea():
    return make_user(is_staff=True, full_name="Bea Lund")


@pytest.fixture
def door(client, anton):
    client.force_login(anton)
    countries()
    return client


@pytest.fixture
def alone(settings):
    settings.FOUR_EYES = False


def check(row):
    return reverse("register-check", args=[row.public_id])


def decide(client, row, act="publish", **values):
    given = {"reason": "May.", "compared_with": register_revision(), **values}
    return client.post(check(row), {"act": act, **given})


def text(answer):
    return " ".join(answer.content.decode().split())


@pytest.mark.usefixtures("alone")
def test_one_publishes_alone_where_that_is_allowed(door, anton):
    row = read(register_csv(GHENT, "999000010,Kosovo School,XK,"))

    answer = decide(door, row)

    publication = RegisterPublication.objects.get()
    address = reverse("register-publication", args=[publication.revision])
    assert (answer.status_code, answer.url) == (302, address)
    assert (publication.reason, publication.published_by) == ("May.", anton)
    page = text(door.get(address))
    assert "2 added, 0 changed, 0 ended" in page
    assert "XK *" in page
    assert "UNSCR 1244/1999" in page
    assert door.get(check(row)).url == address


def test_two_people_publish(door, client, bea):
    row = read(register_csv(GHENT))
    refused = decide(door, row)
    assert (refused.status_code, RegisterPublication.objects.count()) == (422, 0)

    assert decide(door, row, "ask").status_code == 302
    assert "You asked for this" in text(door.get(check(row)))
    client.force_login(bea)
    answer = decide(client, row, reason="")

    publication = RegisterPublication.objects.get()
    assert answer.status_code == 302
    assert (publication.reason, publication.published_by) == ("May.", bea)


def test_list_of_files_says_what_people_made_of_each(door, client, bea):
    asked, refused, _kept = [read(register_csv(each)) for each in (GHENT, LODZ, PATRAS)]
    decide(door, asked, "ask")
    decide(door, refused, "ask")
    client.force_login(bea)
    decide(client, refused, "refuse", refusal="Wrong year.")

    lines = register_page().waiting

    assert {each.state for each in lines} == {
        "Publication asked for",
        "Refused",
        "Compared, not published",
    }


def test_what_was_asked_for_can_be_refused_with_a_reason(door, client, bea):
    row = read(register_csv(GHENT))
    decide(door, row, "ask")
    client.force_login(bea)
    assert decide(client, row, "refuse", refusal=" ").status_code == 422

    answer = decide(client, row, "refuse", refusal="Wrong year.")

    row.refresh_from_db()
    assert (answer.status_code, row.review_state) == (302, ReviewState.REFUSED)
    assert "Wrong year." in text(client.get(check(row)))
    assert decide(client, row, "refuse", refusal="Again.").status_code == 422


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("act", ["ask", "publish"])
def test_reason_is_needed(door, act):
    row = read(register_csv(GHENT))

    answer = decide(door, row, act, reason="")

    assert answer.status_code == 422
    assert "Say why the register changes." in text(answer)


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("act", ["ask", "publish"])
def test_stale_page_shows_the_new_difference_and_keeps_the_reason(door, act):
    row = read(register_csv(GHENT, LODZ))
    seen = register_revision()
    note_names(organisations=[entry(name="By hand")])

    answer = decide(door, row, act, compared_with=seen)

    page = text(answer)
    assert answer.status_code == 409
    assert "Somebody changed the register meanwhile." in page
    assert "By hand" in page
    assert "May." in page


@pytest.mark.usefixtures("alone")
def test_ending_much_of_the_register_takes_a_tick(door):
    for number in range(4):
        entry(f"99900000{number + 2}", f"School {number}")
    row = read(register_csv(GHENT), is_whole=True)

    page = text(door.get(check(row)))
    refused = decide(door, row)

    assert "This ends 4 of 4 organisations of the register." in page
    assert refused.status_code == 422
    assert decide(door, row, ends_many="on").status_code == 302


@pytest.mark.usefixtures("alone")
def test_many_entries_are_published_while_the_page_looks_again(door, monkeypatch):
    monkeypatch.setattr(register_orders, "FEW", 0)
    row = read(register_csv(GHENT))

    answer = decide(door, row)

    page = text(door.get(check(row)))
    assert (answer.status_code, answer.url) == (302, check(row))
    assert "The file is being published" in page
    assert '<meta http-equiv="refresh" content="3">' in page
    assert "Throw this one away" not in page
    assert decide(door, row).url == check(row)
    publish_ordered(key=row.pk)
    address = reverse(
        "register-publication", args=[RegisterPublication.objects.get().revision]
    )
    assert door.get(check(row)).url == address
    fragment = door.get(check(row), headers={"HX-Request": "true"})
    assert (fragment.status_code, fragment["HX-Redirect"]) == (200, address)


@pytest.mark.usefixtures("alone")
def test_worker_that_came_too_late_says_so_above_the_new_difference(door, monkeypatch):
    monkeypatch.setattr(register_orders, "FEW", 0)
    row = read(register_csv(GHENT))
    decide(door, row)
    entry(name="By hand")

    publish_ordered(key=row.pk)

    page = text(door.get(check(row)))
    assert "so it was not published. This is what the file changes now." in page
    assert "By hand" in page


def test_unknown_act_does_nothing(door):
    assert decide(door, read(register_csv(GHENT)), "eat").status_code == 404
