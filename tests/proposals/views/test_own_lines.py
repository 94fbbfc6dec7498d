"""A mobility line as a partner's contact proposes it."""

import uuid
from copy import deepcopy

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals.models import MobilityLine, ProposedFigure
from tests.factories import make_colleague
from tests.proposals.services.budgets import make_line, partner
from tests.proposals.services.forms import make_draft_with_form
from tests.proposals.services.proposed import contact_of, make_proposing_draft

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12


@pytest.fixture(scope="module")
def standing(built_once):
    def build():
        draft = make_proposing_draft()
        make_line(draft, 2)
        make_line(draft, 1)
        return draft

    return built_once(build)


@pytest.fixture
def draft(client, db, standing):  # noqa: ARG001  # reached in a transaction of its own
    draft = deepcopy(standing)
    client.force_login(contact_of(draft))
    return draft


def place(draft, name="own-figures", *more):
    return reverse(name, args=[draft.alliance.public_id, *more])


def send(client, draft, number=1, **values):
    sent = {
        "traveller": "staff",
        "participants": "4",
        "distance_km": "500",
        "days": "5,5",
        "work_package": "2",
        "version": "1",
        "own": "0",
        "request_key": uuid.uuid4(),
        **values,
    }
    url = place(draft, "own-line", number) if number else place(draft, "own-line-new")
    return client.post(url, sent)


def decide(client, draft, seen):
    row = ProposedFigure.objects.get()
    client.force_login(draft.alliance.coordinator)
    page = client.get(place(draft, "proposed-figures")).context["page"]
    sent = {"figure": row.pk, f"seen-{row.pk}": seen, "act": "approve"}
    client.post(place(draft, "proposed-figures-decide", 2), sent)
    (told,) = client.get(place(draft, "proposed-figures")).context["page"].decided
    return page.partners[0].rows[0], told


def test_the_form_begins_with_the_line(client, draft, no_writes):
    with no_writes():
        text = client.get(place(draft, "own-line", 1)).content.decode()

    assert "The budget has: 2 Staff, 500 km, 5 days, no work package." in text
    assert 'name="participants" value="2"' in text


def test_a_change_is_proposed_shown_decided_and_told(client, draft):
    answer = send(client, draft)
    (waits,) = client.get(place(draft)).context["page"].figures.proposed_lines
    row, told = decide(client, draft, "1:1")

    assert (answer.status_code, answer.url) == (302, place(draft))
    assert (waits.place, waits.now, waits.proposed, waits.effect) == (
        "Line M1",
        "2 Staff, 500 km, 5 days, no work package",
        "4 Staff, 500 km, 5.5 days, WP2",
        "+€1,750",
    )
    assert (row.proposed, row.effect, row.before) == (waits.proposed, "+€1,750", "")
    assert (told.place, told.before, told.state) == ("Line M1", waits.now, "Approved")
    assert MobilityLine.objects.get(number=1).participants == 4


def test_a_new_line_is_proposed_with_what_is_open(client, draft):
    send(client, draft, None, distance_km="", days="", work_package="", version="")

    row, told = decide(client, draft, "1:0")

    assert (row.place, row.now, row.proposed) == (
        "New mobility line",
        "–",
        "4 Staff, distance open, days open, no work package",
    )
    assert (told.before, MobilityLine.objects.count()) == ("–", 3)


def test_a_line_is_proposed_to_go_and_the_form_says_so(client, draft):
    send(client, draft, remove="on", participants="", traveller="staff")

    form = client.get(place(draft, "own-line", 1)).content.decode()
    row, _told = decide(client, draft, "1:1")

    assert "checked" in form
    assert (row.proposed, row.effect) == ("removed", "\N{MINUS SIGN}€1,550")
    assert MobilityLine.objects.current().count() == 1


def test_the_form_begins_with_what_is_proposed_already(client, draft):
    send(client, draft)

    text = client.get(place(draft, "own-line", 1)).content.decode()

    assert 'name="participants" value="4"' in text
    assert 'name="own" value="1"' in text


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"participants": ""}, 422),
        ({"work_package": "9"}, 422),
        ({"days": "1.3"}, 422),
        ({"note": "x" * 501}, 422),
        ({"version": "7"}, 409),
    ],
)
def test_what_cannot_be_proposed_is_said_and_kept(client, draft, sent, status):
    answer = send(client, draft, **sent)

    assert answer.status_code == status
    assert "Nothing was sent" in answer.content.decode()
    assert ProposedFigure.objects.count() == 0


def test_a_proposal_is_taken_back_by_a_button(client, draft):
    send(client, draft)
    row = ProposedFigure.objects.get()
    url = place(draft, "own-figure-take-back", row.pk)

    moved = client.post(url, {"version": "9"}, follow=True)
    answer = client.post(url, {"version": "1"})

    assert "decided or changed meanwhile" in moved.content.decode()
    assert (answer.status_code, answer.url) == (302, place(draft))
    assert client.get(place(draft)).context["page"].figures.waiting == 0


def test_lines_of_others_and_people_who_are_no_contacts_find_nothing(client, draft):
    assert client.get(place(draft, "own-line", 2)).status_code == 404
    client.force_login(make_colleague(draft))
    assert client.get(place(draft, "own-line", 1)).status_code == 404


def test_a_form_without_budget_has_no_lines(client):
    draft = make_draft_with_form()
    client.force_login(contact_of(draft))

    assert client.get(place(draft, "own-line-new")).status_code == 404


def test_an_associated_partner_has_no_lines(client, draft):
    own = partner(draft, 2)
    own.role = "associated_partner"
    own.save()

    assert client.get(place(draft, "own-line", 1)).status_code == 404


def test_pages_cost_the_same_however_many_lines_there_are(client, draft):
    for url in (place(draft), place(draft, "own-line", 1)):
        client.get(url)
        counts = []
        for _number in range(3):
            make_line(draft, 2)
            send(client, draft, None, version="")
            with CaptureQueriesContext(connection) as queries:
                client.get(url)
            counts.append(len(queries))

        assert max(counts) == min(counts) <= MOST_QUERIES


def test_a_proposed_new_line_is_stated_anew_before_the_decision(client, draft):
    send(client, draft, None, version="", note="A pilot.")
    row = ProposedFigure.objects.get()
    again = place(draft, "own-line-again", row.pk)
    shown = client.get(again).content.decode()

    answer = client.post(
        again,
        {"traveller": "staff", "participants": "6", "own": "1", "days": "2"},
    )

    row.refresh_from_db()
    assert f'href="{again}"' in client.get(place(draft)).content.decode()
    assert 'name="participants" value="4"' in shown
    assert 'value="A pilot."' in shown
    assert (answer.status_code, answer.url) == (302, place(draft))
    assert (row.participants, row.version) == (6, 2)
    assert ProposedFigure.objects.count() == 1


def test_a_new_line_that_moved_or_was_decided_is_not_stated_anew(client, draft):
    send(client, draft, None, version="")
    row = ProposedFigure.objects.get()
    again = place(draft, "own-line-again", row.pk)
    typed = {"traveller": "staff", "participants": "6"}

    stale = client.post(again, {**typed, "own": "7"})
    client.post(place(draft, "own-figure-take-back", row.pk), {"version": "1"})

    assert stale.status_code == 409
    assert client.get(again).status_code == 404
