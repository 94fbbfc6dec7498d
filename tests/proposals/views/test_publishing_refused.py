"""Decisions on an uploaded table that are refused, and what the page shows then."""

import pytest
from django.urls import reverse

from alliances.enums import ReviewState
from alliances.models import Lot, ReferenceUpload
from alliances.services.reference import publish_edition
from proposals.selectors.law.publishing import publishing_page
from tests.alliances.services.test_uploads import HEAD, upload
from tests.factories import TABLES, make_call, make_user
from tests.proposals.borders import three_countries
from tests.proposals.views.uploads import check, impact, page_of, press

pytestmark = pytest.mark.django_db


@pytest.fixture
def anton(client):
    anton = make_user(is_staff=True, full_name="Anton Berg")
    client.force_login(anton)
    return anton


@pytest.fixture
def alone(settings):
    settings.FOUR_EYES = False


@pytest.fixture
def door(client, anton):  # noqa: ARG001  # who is signed in
    """Return the client of a signed-in administrator."""
    return client


@pytest.mark.parametrize("act", ["ask", "publish"])
@pytest.mark.usefixtures("alone")
def test_edition_published_meanwhile_keeps_the_reason(door, act):
    row = upload()
    shown = door.get(check(row)).context["page"]
    without = TABLES.__class__(TABLES.countries, TABLES.sectors[:1], ())
    publish_edition(call=row.call, tables=without, reason="Meanwhile.")

    answer = press(
        door,
        row,
        act,
        reason="Serbia left.",
        compared_with=1,
        impact_seen=shown.impact.digest,
    )

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Edition 2 was published meanwhile" in page
    assert "Serbia left." in page
    assert 'name="compared_with" value="2"' in page


def test_verdicts_that_flip_meanwhile_are_shown_before_anything_is_asked(door):
    call = make_call()
    row = upload(call=call)
    seen = door.get(check(row)).context["page"].impact.digest
    three_countries(call, "ES", "BE", "RS", acronym="NEWLY")

    answer = press(door, row, "ask", reason="Serbia left.", impact_seen=seen)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Other verdicts flip by now." in page
    assert "NEWLY" in page
    assert seen not in page


@pytest.mark.usefixtures("alone")
def test_lot_that_left_the_call_meanwhile_is_refused_in_words(door):
    row = upload(b"lot,slug,title\nlot-2,x,X\n", table="sectors")
    Lot.objects.filter(call=row.call, code="lot-2").update(code="lot-9")

    answer = press(door, row, "publish", reason="A try.")

    page = answer.content.decode()
    assert (answer.status_code, "This call has no Lot lot-2." in page) == (422, True)


def test_a_file_that_does_not_fit_by_now_lists_what_to_correct(door):
    row = upload(b"lot,slug,title\nlot-2,x,X\n", table="sectors")
    row.lot = Lot.objects.get(call=row.call, code="lot-1")
    row.save()

    answer = press(door, row, "ask", reason="A try.", impact_seen="x")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "What to correct" in page
    assert door.get(impact(row)).status_code == 404


@pytest.mark.usefixtures("alone")
def test_what_is_published_already_is_refused_in_words(door):
    content = (
        b"lot,slug,title\nlot-2,cultural-heritage,Cultural heritage\n"
        b"lot-2,cybersecurity,Cybersecurity\n"
    )
    row = upload(content, table="sectors")
    digest = door.get(check(upload())).context["page"].impact.digest

    answer = press(door, row, "publish", reason="A try.", impact_seen=digest)

    page = answer.content.decode()
    assert (answer.status_code, "This is published already" in page) == (422, True)


def test_removing_most_of_a_table_warns_and_asks_for_a_tick(door):
    call = make_call(takes_submissions=False)
    row = upload(f"{HEAD}BE,programme,yes,,\n".encode(), call=call)
    page = page_of(door, row)

    refused = press(door, row, "ask", reason="By mistake.")
    ticked = press(door, row, "ask", reason="By mistake.", removes_many="on")

    assert "This removes 11 of 12 rows." in page
    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["removes_many"]
    assert "By mistake." in refused.content.decode()
    assert ticked.status_code == 302


def test_a_correction_asks_for_no_tick(door):
    assert "removes_many" not in page_of(door, upload())


def test_an_act_there_is_not_is_not_found(door):
    assert press(door, upload(), "seize").status_code == 404


def test_asking_needs_a_reason(door):
    row = upload(call=make_call())

    answer = press(door, row, "ask", reason=" ")

    assert answer.status_code == 422
    assert "Say why the data changes." in answer.content.decode()
    assert ReferenceUpload.objects.get().review_state == ReviewState.KEPT


def test_what_was_asked_for_is_not_thrown_away(door):
    row = upload()
    press(door, row, "ask", reason="Serbia left.")

    answer = door.post(reverse("reference-discard", args=[row.public_id]), follow=True)

    page = answer.content.decode()
    assert "What was asked for stays" in page
    assert "Waits for a second person:" in page
    assert ReferenceUpload.objects.exists()


@pytest.mark.parametrize("act", ["ask", "publish", "refuse"])
@pytest.mark.usefixtures("alone")
def test_what_is_thrown_away_meanwhile_leads_back_and_says_so(door, monkeypatch, act):
    """Somebody else throws it away between the look at it and the press."""
    row = upload()
    look = publishing_page

    def look_and_lose(row, *args, **more):
        page = look(row, *args, **more)
        type(row).objects.filter(pk=row.pk).delete()
        return page

    shown = page_seen(door, row)
    monkeypatch.setattr("proposals.views.publishing.publishing_page", look_and_lose)
    answer = door.post(check(row), {"act": act, "refusal": "No.", **shown}, follow=True)

    assert answer.redirect_chain == [(reverse("reference"), 302)]
    assert "Somebody threw this away meanwhile." in answer.content.decode()


def page_seen(door, row):
    """Return what the page would send along."""
    shown = door.get(check(row)).context["page"]
    return {
        "reason": "May.",
        "compared_with": shown.check.compared_with,
        "impact_seen": shown.impact.digest,
    }
