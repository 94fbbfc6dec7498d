"""The pages of a sandbox: seen by one person, with script and without."""

import datetime as dt

import pytest
from django.utils import timezone

from alliances.enums import Role
from proposals.models import Proposal, Sandbox
from tests.factories import add, make_eligible_draft
from tests.proposals.services.imagining import (
    as_role,
    as_type,
    imagine,
    imagine_these,
    newcomer,
    stored,
    without,
)
from tests.proposals.views.what_ifs import FRAGMENT, address, main_of, numbers, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_eligible_draft()


@pytest.fixture
def maria(draft, client):
    client.force_login(draft.alliance.coordinator)
    return client


def test_looking_stores_nothing(draft, maria, no_writes):
    with no_writes():
        answer = maria.get(address(draft))

    assert answer.status_code == 200
    assert "Nothing yet." in main_of(answer)
    assert "All 10 clauses are answered as now." in words_of(answer)


def test_partner_is_taken_out_and_brought_back(draft, maria):
    where = address(draft, "what-if-partner", 3)

    out = maria.post(where, {"act": "out"}, follow=True)
    assert "P3 School of Plovdiv leaves." in words_of(out)
    assert "Not met: 2 clauses" in words_of(out)
    back = maria.post(where, {"act": "in"}, follow=True)

    assert "Nothing yet." in words_of(back)
    assert numbers(draft) == [1, 2, 3]


def test_fragment_answers_with_the_scenario_and_the_verdict_out_of_band(draft, maria):
    where = address(draft, f"what-if-partner{FRAGMENT}", 3)

    answer = maria.post(where, {"act": "out"})

    text = answer.content.decode()
    assert answer.status_code == 200
    assert "<main" not in text
    assert 'id="bar"' in text
    assert "What if: Not met: 2 clauses. Now: Meets the 10 clauses" in words_of(answer)


def test_role_and_type_are_tried_in_a_form_of_the_row(draft, maria):
    opened = maria.get(address(draft), {"change": "3"})
    assert 'id="tried-role"' in main_of(opened)

    answer = maria.post(
        address(draft, "what-if-partner", 3),
        {"act": "state", "role": Role.ASSOCIATED_PARTNER, "type": "ngo"},
        follow=True,
    )

    assert (
        "P3 School of Plovdiv: associated partner instead of full partner and"
        " Non-governmental organisation instead of VET provider." in words_of(answer)
    )
    assert "P3 must then confirm again." in words_of(answer)


def test_facts_are_tried(draft, maria):
    answer = maria.post(
        address(draft, "what-if-facts"),
        {"kind": "open/lot-2/large", "duration_months": "", "grant_requested_eur": "9"},
        follow=True,
    )

    assert (
        "Checked by the rules of Call open · Lot 2: Large instead of Call open · Lot 2:"
        " Standard; Grant €9 instead of €3,900,000." in words_of(answer)
    )
    assert Proposal.objects.get().grant_requested_eur == 3900000


@pytest.mark.parametrize(
    ("name", "more", "form"),
    [
        ("what-if-newcomer", (), {"role": "queen"}),
        ("what-if-facts", (), {"grant_requested_eur": "much"}),
        ("what-if-partner", (2,), {"act": "marry"}),
        ("what-if-apply", (), {"state": "then"}),
        ("what-if-try", (), {}),
        ("what-if-try", (), {"move": "leave:many"}),
    ],
)
def test_what_is_wrong_is_said_and_imagines_nothing(draft, maria, name, more, form):
    answer = maria.post(address(draft, name, *more), form)

    assert answer.status_code == 422
    assert 'role="alert"' in main_of(answer)
    assert not Sandbox.objects.exists()


def test_one_change_is_taken_back_or_every_one(draft, maria):
    imagine(draft, without(2), without(3))
    key = stored(draft).partners.first().pk

    one = maria.post(address(draft, "what-if-take-back"), {"key": key}, follow=True)
    assert "P2 Chamber of Ghent leaves" not in words_of(one)
    assert "P3 School of Plovdiv leaves" in words_of(one)
    every = maria.post(address(draft, "what-if-take-back"), follow=True)

    assert "Nothing yet." in words_of(every)


def test_expired_scenario_says_so_and_starts_from_the_draft(draft, maria):
    imagine(draft, without(3))
    Sandbox.objects.update(changed_at=timezone.now() - dt.timedelta(days=30))

    answer = maria.get(address(draft))

    assert "Your last what-if ended" in words_of(answer)
    assert "Nothing yet." in words_of(answer)


def test_partner_there_is_not_is_not_found(draft, maria):
    where = address(draft, "what-if-partner", 99)

    assert maria.post(where, {"act": "out"}).status_code == 404


def test_partner_that_declined_is_not_offered(draft, maria):
    add(draft, "Guild", "FR", "sme", confirmation="declined")

    assert "Guild" not in main_of(maria.get(address(draft)))


def test_long_names_of_an_empty_draft(maria, draft):
    draft.alliance.partnerships.all().delete()

    page = main_of(maria.get(address(draft)))

    assert "The draft has no partners yet." in page


def test_applicant_and_partner_without_a_country(draft, maria):
    add(draft, "Nowhere", None)
    imagine(draft, as_role(4, Role.ASSOCIATED_PARTNER))

    page = main_of(maria.get(address(draft)))

    assert 'title="Country not stated">–<' in page


@pytest.mark.parametrize("partners", [1, 3, 20])
def test_page_costs_the_same_for_every_number_of_partners(
    client, partners, django_assert_num_queries
):
    draft = make_eligible_draft()
    draft.alliance.partnerships.filter(number__gt=partners).delete()
    for number in range(4, partners + 1):
        add(draft, f"School {number}", "PL", "vet_provider")
    for number in range(1, partners + 1):
        imagine(draft, as_type(number, "ngo"), newcomers=[newcomer()])
    imagine_these(draft, duration=36)
    client.force_login(draft.alliance.coordinator)
    client.get(address(draft))

    with django_assert_num_queries(QUERIES):
        client.get(address(draft))


QUERIES = 11
