"""Who represents the applicant on the check list, and who submitting tells."""

import pytest
from django.urls import reverse
from django.utils import timezone

from proposals.selectors.submissions.submission import submit_page
from proposals.services.part_a import PartAEntry
from tests.factories import make_draft, make_eligible_draft, submit
from tests.proposals.services.part_a import HEAD, give

pytestmark = pytest.mark.django_db

BOSS = "boss@example.org"


def people(draft):
    page = submit_page(draft, draft.alliance.coordinator, now=timezone.now())
    return page.represented_by, page.representative


def test_part_a_says_who_represents_the_applicant():
    draft = make_eligible_draft()
    give(draft)

    page = submit_page(draft, draft.alliance.coordinator, now=timezone.now())

    assert page.represented_by == "Prof. Inés Gil, Rector"
    assert page.representative == HEAD.representative_email
    assert page.part_a == reverse("part-a", args=[draft.alliance.public_id, 1])
    assert page.coordinator == str(draft.alliance.coordinator)


def test_part_a_comes_before_the_address_that_was_typed_last():
    draft = make_eligible_draft()
    submit(draft, representative=BOSS)

    before = people(draft)
    give(draft)

    assert before == ("", BOSS)
    assert people(draft) == ("Prof. Inés Gil, Rector", HEAD.representative_email)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (PartAEntry(representative_name="Inés Gil"), "Inés Gil"),
        (PartAEntry(representative_function="Rector"), ""),
    ],
)
def test_only_what_is_given_is_said(entry, said):
    draft = make_eligible_draft()
    give(draft, entry=entry)

    assert people(draft) == (said, "")


def test_part_a_of_a_partner_is_not_the_applicants():
    draft = make_eligible_draft()
    give(draft, 2)

    assert people(draft) == ("", "")


def test_without_an_applicant_nobody_represents_it():
    draft = make_draft()

    page = submit_page(draft, draft.alliance.coordinator, now=timezone.now())

    assert (page.represented_by, page.part_a) == ("", "")
