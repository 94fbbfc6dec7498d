"""The page behind a link: what is confirmed, and why a link is closed."""

import pytest
from django.utils import timezone

from alliances.enums import Role
from eligibility.words import deadline_words
from proposals.access import get_request_by_token
from proposals.models import ConfirmationRequest
from proposals.selectors.asking.confirmations import confirmation_page
from proposals.services.confirmation_requests import (
    SAME_ACT,
    revoke_request,
)
from proposals.services.confirmations import (
    confirm_participation,
    decline_participation,
)
from tests.factories import make_colleague, make_user
from tests.proposals.services.asking import ask, ask_by_mail, make_charter, shown

GROUP = "Counts in “min-labour-market” (Summary of the call; found)."
FULL = (
    "With tasks and a share of the grant, and counted for the numbers the call asks"
    " for."
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_charter(title="Skills for heritage")


@pytest.fixture
def token(draft):
    return ask_by_mail(draft)


def page(token, **more):
    return confirmation_page(get_request_by_token(token), now=timezone.now(), **more)


def partners(draft, number=2):
    return draft.alliance.partnerships.filter(number=number)


def test_page_says_what_is_confirmed_and_who_asks(draft, token):
    found = page(token)
    closes = deadline_words(draft.alliance.call.deadline)

    assert [(row.title, row.text, row.note) for row in found.rows] == [
        ("Organisation", "Chamber of Ghent", ""),
        ("Stated as", "Belgium · Sector body · PIC not stated", GROUP),
        ("Role", "Full partner", FULL),
        (
            "Project",
            "CHARTER, applicant: University of Soria",
            "Skills for heritage (may still change)",
        ),
        ("Call", "Call open, Lot 2, Cultural heritage", f"Deadline: {closes}"),
    ]
    assert (found.person, found.email) == ("Maria Kazlauskienė", "maria@example.org")
    assert (found.organisation, found.role) == ("Chamber of Ghent", "full partner")
    assert found.is_open


def test_what_is_not_known_is_said(draft, token):
    partners(draft).update(country=None, types="", role=Role.ASSOCIATED_PARTNER)
    partners(draft, 1).delete()
    type(draft.alliance).objects.update(sector="")

    said = {row.title: row.text for row in page(token).rows}

    assert said["Stated as"] == "Not stated · Type not stated · PIC not stated"
    assert said["Project"] == "CHARTER, applicant: Not stated"
    assert said["Call"] == "Call open, Lot 2, Not stated"
    assert said["Role"] == "Associated partner"


def test_change_is_shown_beside_what_was_seen(draft, token):
    seen = page(token).seen
    partners(draft).update(role=Role.AFFILIATED_ENTITY)

    rows = page(token, seen=seen).rows

    assert [(row.title, row.before) for row in rows if row.before] == [
        ("Role", "Full partner")
    ]


@pytest.mark.parametrize("seen", ["", "nonsense"])
def test_nothing_seen_marks_nothing(token, seen):
    assert [row.before for row in page(token, seen=seen).rows] == [""] * 5


def test_role_somebody_invented_is_only_repeated(token):
    seen = page(token).seen.replace('"full_partner"', '"emperor"')

    befores = [row.before for row in page(token, seen=seen).rows]

    assert [each for each in befores if each] == ["emperor"]


def test_answer_is_a_record(draft, token):
    confirm_participation(
        token=token, name="Anna", function="Rector", seen_digest=shown(draft)
    )

    record = page(token).record

    assert (record.is_confirmed, record.by, record.reason) == (
        True,
        "Anna, Rector",
        "",
    )
    assert record.moment.endswith(" Brussels time")
    assert record.confirmed[:3] == (
        ("Organisation", "Chamber of Ghent"),
        ("Country", "Belgium"),
        ("Type", "Sector body"),
    )
    assert record.version.replace(" ", "") == shown(draft)
    assert not record.is_outdated
    partners(draft).update(name="Another")
    assert page(token).record.is_outdated


def test_no_is_a_record_with_its_reason(token):
    decline_participation(token=token, name="Anna", function="", reason="No staff.")

    record = page(token).record

    assert (record.is_confirmed, record.by, record.reason) == (
        False,
        "Anna",
        "No staff.",
    )
    assert not record.is_outdated


def test_answer_outlives_a_new_request(draft, token):
    decline_participation(token=token, name="Anna", function="", reason="No staff.")
    ask(draft)

    assert page(token).record is not None


def revoke(draft):
    request = ConfirmationRequest.objects.get()
    revoke_request(asked=request, by=draft.alliance.coordinator)


def replace(draft):
    ConfirmationRequest.objects.update(requested_at=timezone.now() - SAME_ACT)
    ask(draft)


def reassign(draft):
    ask(draft, email="bea@ghent.example")


def expire(_draft):
    ConfirmationRequest.objects.update(expires_at=timezone.now())


def remove(draft):
    partners(draft).update(removed_at=timezone.now())


def appoint(draft):
    partners(draft, 1).update(role=Role.FULL_PARTNER)
    partners(draft).update(role=Role.APPLICANT)


@pytest.mark.parametrize(
    ("end", "title"),
    [
        (revoke, "This question was taken back"),
        (replace, "A newer mail replaces this link"),
        (reassign, "This question went to somebody else"),
        (expire, "This link has expired"),
        (remove, "There is nothing to confirm any more"),
        (appoint, "There is nothing to confirm any more"),
    ],
)
def test_closed_link_says_why(draft, token, end, title):
    end(draft)

    found = page(token)

    assert not found.is_open
    assert found.closing.title == title
    assert "CHARTER" in found.closing.text or "recorded" in found.closing.text


def answered(draft, token):
    confirm_participation(
        token=token, name="Anna", function="Rector", seen_digest=shown(draft)
    )
    return page(token).record


def test_an_answer_that_stands_has_nothing_after_it(draft, token):
    assert answered(draft, token).later == ""


def test_an_answer_to_something_else_says_so(draft, token):
    answered(draft, token)
    partners(draft).update(country="DE")

    record = page(token).record
    assert record.later.startswith("What you confirmed has changed since")
    assert [(e.title, e.confirmed, e.now) for e in record.differences] == [
        ("Country", "Belgium", "Germany")
    ]


def test_an_answer_before_a_newer_mail_leads_there(draft, token):
    decline_participation(token=token, name="Anna", function="", reason="No.")
    ask_by_mail(draft)

    assert page(token).record.later == "A newer mail asks again: answer by its link."


def test_who_applies_by_now_need_not_confirm(draft, token):
    answered(draft, token)
    partners(draft, 1).delete()
    partners(draft).update(role=Role.APPLICANT)

    assert page(token).record.later.startswith("The organisation is the applicant")


def test_questions_go_to_the_coordinator_once_who_asked_has_no_access(draft):
    jonas = make_colleague(draft, make_user("jonas@example.org", full_name="Jonas"))
    token = ask_by_mail(draft, by=jonas)
    before = page(token)
    draft.colleagues.update(ended_at=timezone.now())
    after = page(token)

    assert (before.contact, before.email) == ("Jonas", "jonas@example.org")
    assert (after.contact, after.email) == ("Maria Kazlauskienė", "maria@example.org")
    assert after.person == "Jonas"
