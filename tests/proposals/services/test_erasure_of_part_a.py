"""Forgetting who stands in Part A: the organisation stays, the person goes."""

import datetime as dt
from dataclasses import replace

import pytest
from django.utils import timezone

from proposals.errors import StaleVersion
from proposals.models import FormalDocument, PartA, Proposal
from proposals.selectors.log.erasures import erased_words
from proposals.services.erasure import forget_old_calls, forget_person
from proposals.services.formal_documents import request_documents
from tests.factories import make_eligible_draft
from tests.proposals.services.part_a import HEAD, give
from tests.proposals.services.signing import draw, drawn, upload_signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_eligible_draft()


def people(given):
    return [
        (given.contact_name, given.contact_function, given.contact_email),
        (
            given.representative_name,
            given.representative_function,
            given.representative_email,
        ),
    ]


CONTACT = ("Ana Ruiz", "Project officer", "ana@soria.example")
RECTOR = ("Prof. Inés Gil", "Rector", "rector@soria.example")
NOBODY = ("", "", "")


@pytest.mark.parametrize(
    ("email", "left", "counts"),
    [
        ("ANA@soria.example", [NOBODY, RECTOR], (1, 0)),
        (" rector@soria.example ", [CONTACT, NOBODY], (0, 1)),
        ("else@soria.example", [CONTACT, RECTOR], (0, 0)),
    ],
)
def test_the_person_of_an_address_goes_and_the_other_stays(draft, email, left, counts):
    give(draft)

    found = forget_person(email=email).counts

    given = PartA.objects.get()
    assert people(given) == left
    assert (given.street, given.town) == ("Calle Mayor 1", "Soria")
    assert (found["contacts"], found["representatives"]) == counts


def test_one_who_is_both_goes_from_both(draft):
    give(draft, entry=replace(HEAD, contact_email="rector@soria.example"))

    found = forget_person(email="rector@soria.example").counts

    assert people(PartA.objects.get()) == [NOBODY, NOBODY]
    assert erased_words(found) == (
        "contact persons in Part A 1, legal representatives in Part A 1"
    )


def test_a_page_that_was_open_does_not_bring_them_back(draft):
    give(draft)
    forget_person(email="rector@soria.example")

    with pytest.raises(StaleVersion):
        give(draft, version=1, entry=replace(HEAD, town="Burgos"))


def test_a_rehearsal_leaves_them_and_a_second_time_finds_nothing(draft):
    give(draft)

    rehearsed = forget_person(email="ana@soria.example", is_rehearsal=True).counts
    kept = people(PartA.objects.get())
    done = forget_person(email="ana@soria.example").counts
    again = forget_person(email="ana@soria.example").counts

    assert (kept, rehearsed["contacts"]) == ([CONTACT, RECTOR], 1)
    assert (done["contacts"], again["contacts"]) == (1, 0)


@pytest.mark.usefixtures("sent")
def test_what_was_drawn_for_them_to_sign_goes_unless_it_was_signed(
    draft, django_capture_on_commit_callbacks
):
    unnamed = draw(draft)
    give(draft)
    signed, unsigned = draw(draft), draw(draft, 3)
    upload_signed(draft, code=signed.code)
    request_documents(proposal=draft, by=draft.alliance.coordinator, numbers=[1])
    waiting = drawn(draft, 1)

    with django_capture_on_commit_callbacks(execute=True):
        forget_person(email="rector@soria.example")

    left = FormalDocument.objects.order_by("pk")
    assert (waiting.file.name, list(left)) == ("", [unnamed, signed])
    storage = unsigned.file.storage
    assert storage.exists(signed.file.name)
    assert not storage.exists(unsigned.file.name)


def test_a_proposal_of_an_old_call_forgets_everybody_in_part_a(draft, monkeypatch):
    past = timezone.now() - dt.timedelta(days=730)
    with monkeypatch.context() as patch:
        patch.setattr("proposals.services.activity.timezone.now", lambda: past)
        give(draft)
        give(draft, 2, replace(HEAD, contact_email="", representative_email=""))
    Proposal.objects.update(changed_at=past)
    call = draft.alliance.call
    type(call).objects.update(deadline=past)

    (forgotten,) = forget_old_calls(months=12, now=timezone.now())

    found = forgotten.counts
    assert (found["contacts"], found["representatives"]) == (2, 2)
    assert [people(each) for each in PartA.objects.all()] == [[NOBODY, NOBODY]] * 2
