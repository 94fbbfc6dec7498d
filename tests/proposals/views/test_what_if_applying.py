"""From a what-if to the draft, from other pages to a what-if, and to nobody else."""

import re
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from alliances.enums import Role
from alliances.models import Partnership
from proposals.models import Proposal, Sandbox
from tests.factories import make_colleague, make_eligible_draft, make_user
from tests.proposals.services.imagining import (
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


def test_newcomer_is_tried_and_named_when_applied(draft, maria):
    form = {"request_key": uuid.uuid4(), "role": Role.FULL_PARTNER, "country": "IT"}
    tried = maria.post(address(draft, "what-if-newcomer"), form, follow=True)
    assert "N1 new partner (full partner, type not stated, Italy) joins." in words_of(
        tried
    )
    sandbox = stored(draft)
    key = sandbox.partners.get().pk
    nameless = maria.post(
        address(draft, "what-if-apply"), {"state": sandbox.state, f"name-{key}": ""}
    )
    assert nameless.status_code == 422
    assert "Enter the name of the organisation." in words_of(nameless)

    applied = maria.post(
        address(draft, "what-if-apply"),
        {"state": sandbox.state, f"name-{key}": " Forge  of Bari"},
        follow=True,
    )

    assert "Applied: 1 change." in words_of(applied)
    assert Partnership.objects.get(number=4).name == "Forge of Bari"


def test_applied_scenario_leads_to_the_draft_also_twice(draft, maria):
    imagine(draft, without(3), as_type(2, "sme"))
    press = {"state": stored(draft).state}

    first = maria.post(address(draft, "what-if-apply"), press, follow=True)
    again = maria.post(address(draft, "what-if-apply"), press, follow=True)

    assert "Applied: 2 changes." in words_of(first)
    assert "Applied" not in words_of(again)
    assert again.redirect_chain == [(address(draft, "workspace"), 302)]
    assert numbers(draft) == [1, 2]


def test_what_moved_meanwhile_is_shown_kept_or_taken_back(draft, maria):
    imagine(draft, as_type(2, "sme"), without(3), newcomers=[newcomer("")])
    imagine_these(draft, duration=36)
    sandbox = stored(draft)
    rows = draft.alliance.partnerships
    rows.filter(number=2).update(version=5, types="ngo")
    rows.filter(number=3).update(version=5, removed_at=timezone.now())
    Proposal.objects.update(facts_version=4, duration_months=24)
    named = sandbox.partners.get(partnership=None)

    refused = maria.post(
        address(draft, "what-if-apply"),
        {"state": sandbox.state, f"name-{named.pk}": "Forge"},
    )

    said = words_of(refused)
    assert refused.status_code == 409
    assert "nothing was applied" in said
    assert "is now: full partner, Non-governmental organisation." in said
    assert "It was removed from the draft meanwhile." in said
    assert "The facts changed in the draft meanwhile: now 24 months and" in said
    assert 'value="Forge"' in main_of(refused)
    assert said.count("Keep my change") == 2
    kept = maria.post(
        address(draft, "what-if-keep"),
        {"key": sandbox.partners.get(partnership__number=2).pk},
        follow=True,
    )
    assert words_of(kept).count("Keep my change") == 1
    assert numbers(draft) == [1, 2]


def test_keeping_what_has_no_key_shows_the_scenario(draft, maria):
    assert maria.post(address(draft, "what-if-keep")).status_code == 200


def test_another_lot_offers_a_copy_instead(draft, maria):
    target = "open/lot-1/standard"
    maria.post(address(draft, "what-if-facts"), {"kind": target})

    page = main_of(maria.get(address(draft)))

    assert "An alliance stays in its Lot" in page
    assert "what-if/apply/" not in page
    copying = f"{address(draft, 'alliance-copy')}?kind=open/lot-1/standard"
    assert f'href="{copying}"' in page
    chosen = re.search(rf'value="{target}"[^>]*checked', main_of(maria.get(copying)))
    assert chosen
    refused = maria.post(
        address(draft, "what-if-apply"), {"state": stored(draft).state}
    )
    assert refused.status_code == 409


def test_ways_out_and_losses_are_tried_by_one_press(draft, maria):
    draft.alliance.partnerships.filter(number=3).update(role=Role.ASSOCIATED_PARTNER)
    page = main_of(maria.get(address(draft, "ways-out")))
    (form, *_others) = re.findall(r'<form[^>]*what-if/try/".*?</form>', page)
    moves = re.findall(r'name="move" value="([^"]+)"', form)

    answer = maria.post(address(draft, "what-if-try"), {"move": moves}, follow=True)

    assert "P3 School of Plovdiv: full partner instead of" in words_of(answer)
    losses = main_of(maria.get(address(draft, "withdrawals")))
    assert 'name="move" value="leave:1"' in losses


def test_moves_of_every_kind_are_tried(draft, maria):
    form = {
        "move": [
            *("leave:1", "role:2:applicant", "type:3:ngo"),
            *("join:full_partner:IT:sme", "join:full_partner::"),
        ],
    }

    first, answer = (
        maria.post(address(draft, "what-if-try"), form, follow=True) for _ in "ab"
    )

    said = words_of(answer)
    assert "your what-if had already" not in words_of(first)
    assert "Tried together with the 5 changes your what-if had already." in said
    assert "P1 University of Soria leaves." in said
    assert "P2 Chamber of Ghent: applicant instead of full partner." in said
    assert "The applicant of now becomes a full partner." in said
    assert "N1 new partner (full partner, Small or medium" in said
    assert "N2 new partner (full partner, type not stated, country not known)" in said
    assert "N3" not in said


@pytest.mark.parametrize(
    "move",
    ["leave:9999999999", "role:2:queen", "type:2:sme:ngo", "join:full_partner:XX:"],
)
def test_moves_no_page_wrote_are_refused(draft, maria, move):
    form = {"move": ["leave:1", move]}

    assert maria.post(address(draft, "what-if-try"), form).status_code == 422
    assert not Sandbox.objects.exists()


def test_pages_of_the_draft_lead_here(draft, maria):
    here = f'href="{address(draft)}"'

    for name in ("workspace", "eligibility-fragment", "ways-out", "withdrawals"):
        assert here in maria.get(address(draft, name)).content.decode(), name
    assert here in maria.get(address(draft, "compare")).content.decode()


def test_nobody_else_sees_it_anywhere(draft, maria):
    """Not the colleagues of the draft, not on any page of the draft or the list."""
    ines = Client()
    ines.force_login(make_colleague(draft))
    imagine(draft, newcomers=[newcomer("Secret Forge")])
    assert "Secret Forge" in main_of(maria.get(address(draft)))

    for name in ("what-if", "workspace", "eligibility", "compare", "submit"):
        assert "Secret Forge" not in ines.get(address(draft, name)).content.decode()
    for page in ("/", address(draft), address(draft, "workspace")):
        assert "Secret Forge" not in ines.get(page).content.decode()
    found = ines.get(
        address(draft, "partner-suggestions-fragment"), {"name": "Secret Forge"}
    )
    assert "Secret Forge" not in found.content.decode()
    assert "Secret Forge" not in maria.get("/").content.decode()


@pytest.mark.parametrize(
    "name", ["what-if", f"what-if{FRAGMENT}", "what-if-apply", "what-if-try"]
)
def test_strangers_find_nothing(draft, name):
    client = Client()
    client.force_login(make_user())
    method = "post" if name.endswith(("apply", "try")) else "get"

    assert getattr(client, method)(address(draft, name)).status_code == 404
