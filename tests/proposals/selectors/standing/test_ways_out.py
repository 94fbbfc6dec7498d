"""What would mend a draft: proved ways out, each move with its form."""

import datetime as dt

import pytest
from django.utils import timezone

from alliances.enums import Confirmation, Role
from eligibility.core import RemovePartner, Repair, Repairs
from proposals.selectors.consortium.workspace import standing_of
from proposals.selectors.standing import ways_out as selector
from proposals.selectors.standing.ways_out import (
    clause_ways_out,
    ways_out_of,
    ways_out_page,
)
from tests.factories import add, make_draft, make_eligible_draft, make_user

pytestmark = pytest.mark.django_db

GROUP = "min-education-training"


def ways(proposal):
    return ways_out_of(proposal, *standing_of(proposal, now=timezone.now()))


def clause(proposal, name):
    return clause_ways_out(
        proposal, *standing_of(proposal, now=timezone.now()), clause=name
    )


def one_short(**partner):
    """Make a draft whose third partner does not count yet."""
    draft = make_eligible_draft()
    draft.alliance.partnerships.filter(number=3).update(**partner)
    return draft


def test_nothing_is_to_mend_where_everything_is_met():
    draft = make_eligible_draft()

    assert ways(draft) == ()
    assert clause(draft, GROUP) is None


def test_a_fact_that_is_not_stated_is_no_matter_of_moves():
    assert ways(make_eligible_draft(grant_requested_eur=None)) == ()


def test_changing_a_role_leads_to_the_form_of_that_partner():
    (answer,) = ways(one_short(role=Role.ASSOCIATED_PARTNER))

    change = answer.ways[0]
    assert answer.asked == "min-programme-countries and min-full-partners"
    assert change.words == (
        "Change P3 School of Plovdiv from associated partner to full partner"
    )
    assert change.effect == "Checked: 10 met, 0 not met, 0 cannot tell yet"
    assert (change.only.number, change.only.asks) == ("3", "role=full_partner")
    assert change.only.act == "Review the change"
    assert change.only.note == "P3 must then confirm again."


def test_who_has_not_confirmed_need_not_confirm_again():
    draft = one_short(
        role=Role.ASSOCIATED_PARTNER, confirmation=Confirmation.NOT_INVITED
    )
    (answer,) = ways(draft)

    assert answer.ways[0].only.note == ""


def test_a_newcomer_has_a_form_filled_in_and_a_text_that_looks_for_it():
    maria = make_user("maria@example.org", full_name="Maria Kazlauskienė")
    draft = make_eligible_draft(by=maria, acronym="SKILLS")
    draft.alliance.partnerships.filter(number=3).delete()
    (answer,) = ways(draft)

    (way,) = [each for each in answer.ways if each.only and each.only.card]
    assert way.only.asks == (
        "role=full_partner&number=1&from=BG&from=CZ&from=DE&from=FR&from=GB&from=GR"
        "&from=IT&from=PL&from=RS"
    )
    assert way.only.helps == (
        "Bulgaria, Czechia, France, Germany, Greece, Italy, Poland, Serbia, United"
        " Kingdom"
    )
    assert way.only.useless == "Belgium, Spain"
    card = way.only.card.splitlines()
    assert card[0] == "Partner wanted for SKILLS: Skills for all"
    assert card[4] == "Wanted: 1 full partner"
    assert card[5].startswith("From one of: Bulgaria, Czechia")
    assert card[-1] == "Contact: Maria Kazlauskienė, maria@example.org"
    assert "Ghent" not in way.only.card


def test_the_only_type_that_helps_is_filled_in():
    draft = make_draft()
    add(draft, "Union of Bari", "IT", "social_partner", role=Role.APPLICANT)
    add(draft, "Chamber of Ghent", "BE", "sector_body")
    add(draft, "Some body", "BG", "vet_provider", "ngo")
    (answer,) = ways(draft)

    settle = answer.ways[0].only
    assert settle.words == "Settle the type of P3 Some body: VET provider"
    assert settle.asks == "type=vet_provider"


def test_going_on_without_a_partner_leads_to_its_row(monkeypatch):
    draft = make_eligible_draft()
    snapshot, report = standing_of(draft, now=timezone.now())
    gone = RemovePartner(snapshot.participants[2])
    answers(monkeypatch, found([Repair((gone,), (GROUP,), (), report)]))

    ((way,),) = (each.ways for each in ways(draft))

    assert (way.words, way.only.act) == (
        "Go on without P3 School of Plovdiv",
        "Show it",
    )
    assert (way.only.number, way.only.asks, way.only.is_removal) == ("3", "", True)


@pytest.mark.parametrize(
    ("is_bounded", "words"),
    [
        (False, "There is no way out within three moves."),
        (
            True,
            (
                "No way out within three moves was found. The search was cut short, so"
                " there may be one."
            ),
        ),
    ],
)
def test_why_there_is_no_way_out_is_said(monkeypatch, is_bounded, words):
    answers(monkeypatch, found([], is_bounded=is_bounded))

    (answer,) = ways(make_draft())

    assert (answer.ways, answer.nothing) == ((), words)


def found(options, *, is_bounded=False):
    return Repairs((GROUP,), tuple(options), is_bounded=is_bounded, reads=1)


def answers(monkeypatch, *repairs):
    """Let the search answer so: what it finds is the matter of other tests."""
    monkeypatch.setattr(selector, "ways_out", lambda **_options: repairs)


def test_the_page_has_a_place_for_each_way(django_assert_max_num_queries):
    draft = one_short(role=Role.ASSOCIATED_PARTNER)
    ways_out_page(draft, now=timezone.now())

    with django_assert_max_num_queries(8):
        page = ways_out_page(draft, now=timezone.now() + dt.timedelta(hours=1))

    (answer,) = page.answers
    assert [each.id for each in answer.ways] == [
        f"way-1-{number}" for number in range(1, len(answer.ways) + 1)
    ]
