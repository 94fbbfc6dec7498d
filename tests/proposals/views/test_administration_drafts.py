"""All drafts for administrators: searched, filtered, sorted and downloaded."""

import pytest
from django.urls import reverse
from django.utils import timezone

from alliances.models import Alliance, User
from proposals.models import Override, Proposal
from proposals.services.submissions import withdraw_submission
from tests.factories import (
    make_call,
    make_draft,
    make_eligible_draft,
    make_user,
    submit,
)
from tests.proposals.borders import three_countries

pytestmark = pytest.mark.django_db

DRAFTS = reverse("administration-drafts")
FILE = reverse("administration-drafts-file")


@pytest.fixture
def door(client):
    """Return the client of a signed-in administrator."""
    client.force_login(make_user("anton@example.org", is_staff=True))
    return client


def shown(client, address, **query):
    return client.get(address, query).content.decode()


def page_of(client, address, **query):
    return client.get(address, query).context["page"]


def acronyms(client, **query):
    return sorted(each.acronym for each in page_of(client, DRAFTS, **query).rows)


def test_list_of_drafts_is_searched_and_filtered(door):
    call, other = make_call(), make_call("other")
    three_countries(call, "ES", "BE", "RS", acronym="GOOD")
    three_countries(call, "ES", "BE", "BE", acronym="BAD")
    maria = make_user("maria@example.org", full_name="Maria")
    make_draft(other, acronym="ELSEWHERE", by=maria)

    assert acronyms(door) == ["BAD", "ELSEWHERE", "GOOD"]
    assert acronyms(door, call="open") == ["BAD", "GOOD"]
    assert acronyms(door, call="open", verdict="met") == ["GOOD"]
    assert acronyms(door, country="RS") == ["GOOD"]
    assert acronyms(door, words="maria else") == ["ELSEWHERE"]
    assert acronyms(door, state="submitted") == []
    assert "No draft fits." in shown(door, DRAFTS, state="archived")


def test_list_of_drafts_says_where_an_override_stands(door):
    call, anton = make_call(), User.objects.get(email="anton@example.org")
    given = {"reason": "So.", "given_by": anton}
    for acronym in ("ALLOWED", "ENDED", "NONE"):
        make_draft(call, acronym=acronym)
    allowed, ended, _none = Proposal.objects.order_by("alliance__acronym")
    Override.objects.create(proposal=allowed, **given)
    Override.objects.create(proposal=ended, ended_at=timezone.now(), **given)

    rows = page_of(door, DRAFTS).rows

    assert [each.acronym for each in rows if each.is_overridden] == ["ALLOWED"]
    assert shown(door, DRAFTS).count("Allowed by an administrator") == 1


def test_list_of_drafts_says_the_state_of_each_as_its_filter_does(door):
    for number, acronym in enumerate(("OPEN", "SENT", "AGAIN", "BACK", "GONE")):
        draft = make_eligible_draft(
            acronym=acronym, applicant=acronym, pic=f"90000000{number}"
        )
        for _ in range({"OPEN": 0, "AGAIN": 2}.get(acronym, 1)):
            sent = submit(draft)
        if acronym == "BACK":
            withdraw_submission(submission=sent, by=draft.alliance.coordinator)
    Alliance.objects.filter(acronym="GONE").update(archived_at=timezone.now())

    page = page_of(door, DRAFTS)

    assert page.total == len(page.rows)
    assert {each.acronym: each.state for each in page.rows} == {
        "AGAIN": "Submitted",
        "BACK": "Withdrawn",
        "GONE": "Archived",
        "OPEN": "Open",
        "SENT": "Submitted",
    }


@pytest.mark.parametrize(
    ("sector", "found"),
    [
        ("62", ["CODE", "LETTER"]),
        ("cybersecurity|Security", ["SLUG", "TITLE"]),
        (" security ", ["TITLE"]),
        ("|", ["CODE", "LETTER", "NONE", "SLUG", "TITLE"]),
        ("Nothing", []),
    ],
)
def test_drafts_of_a_sector_are_found_however_they_name_it(door, sector, found):
    call = make_call()
    stated = {
        "CODE": "62",
        "LETTER": "J62",
        "SLUG": "Cybersecurity",
        "TITLE": "security",
        "NONE": "",
    }
    for acronym, each in stated.items():
        make_draft(call, acronym=acronym, sector=each)

    assert acronyms(door, sector=sector) == found


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"verdict": "met"}, "Choose a call: verdicts are found call by call."),
        (
            {"call": "open", "verdict": "met", "state": "archived"},
            "Verdicts are found for open drafts.",
        ),
        ({"call": "none"}, "Select a valid choice."),
    ],
)
def test_filters_that_make_no_sense_are_refused(door, query, words):
    make_call()

    assert words in shown(door, DRAFTS, **query)
    assert door.get(FILE, query).status_code == 422


def test_list_of_drafts_is_sorted_by_the_links_of_its_headings(door):
    call = make_call()
    for acronym in ("B", "C", "A"):
        make_draft(call, acronym=acronym)

    def order(sort):
        return [each.acronym for each in page_of(door, DRAFTS, sort=sort).rows]

    assert order("acronym") == ["A", "B", "C"]
    assert order("-acronym") == ["C", "B", "A"]
    assert order("nonsense") == order("") == ["A", "C", "B"]
    assert "sort=-acronym" in shown(door, DRAFTS, sort="acronym")
    assert 'aria-sort="descending"' in shown(door, DRAFTS, sort="-acronym")


def test_list_of_drafts_costs_the_same_for_more(door, django_assert_num_queries):
    call = make_call()
    three_countries(call, "ES", "BE", "RS", acronym="ONE")
    door.get(DRAFTS)
    with django_assert_num_queries(10):
        door.get(DRAFTS, {"call": "open"})
    for number in range(3):
        three_countries(call, "ES", "BE", "RS", acronym=f"MORE{number}")

    with django_assert_num_queries(10):
        door.get(DRAFTS, {"call": "open"})


def test_drafts_are_downloaded_and_nothing_of_them_runs(door):
    make_draft(acronym="=1+1")

    text = door.get(FILE).content.decode("utf-8-sig")

    heading, row = text.splitlines()
    assert heading.startswith("Draft,Call and Lot,Coordinator,State,As planned")
    assert row.startswith("'=1+1,")
    assert ",Open," in row
