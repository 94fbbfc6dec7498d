"""No address of an alliance is forgotten: strangers and contacts find none of them."""

from typing import Any

import pytest
from django.urls import reverse

from proposals.selectors.proposal_files import read_proposal
from proposals.services.packs import request_pack
from proposals.services.proposal_files import keep_proposal_file
from proposals.services.sheets import keep_sheet
from tests.architecture.test_urls import ours
from tests.factories import make_colleague, make_user
from tests.proposals.services.proposed import make_proposing_draft
from tests.proposals.views.partner_lists import SHEET

pytestmark = pytest.mark.django_db

OF_AN_ALLIANCE = "alliances/<uuid:public_id>/"
OWN_PART = {
    "answer-comments",
    "answer-comments-partner",
    "answer-history",
    "answer-history-partner",
    "answer-save",
    "answer-save-partner",
    "colleague-leave",
    "form-partner",
    "form-section",
    "my-part",
    "own-figure-take-back",
    "own-figures",
    "own-line",
    "own-line-again",
    "own-line-new",
    "section-assign",
    "section-here",
    "section-here-partner",
    "timeline",
    "timeline-file",
    "unsaved",
    "unsaved-fragment",
    "unsaved-restore",
}
"""What asks for the seat of a person: the contact of a partner sees its part there."""
WORDS = {
    "section": "summary",
    "question": "why",
    "sort": "tasks",
    "clause": "min-full-partners",
}
KEPT = {
    *("proposal-file", "partner-sheet"),
    *("pack", "pack-download", "pack-progress-fragment", "pack-stop"),
}
HIDDEN = {404, 405}
"""What there is not, and what is not asked for in this way."""


@pytest.fixture
def draft():
    return make_proposing_draft()


@pytest.fixture
def kept(draft):
    """Return files and a pack of a draft that its coordinator keeps, by address."""
    by: dict[str, Any] = {"by": draft.alliance.coordinator, "target": draft}
    file = keep_proposal_file(file=read_proposal(draft).file, file_name="f", **by)
    sheet = keep_sheet(file_name="l.csv", content=SHEET, stated={}, **by)
    pack = request_pack(proposal=draft, by=draft.alliance.coordinator)
    keys: dict[str, Any] = {"files/": file, "alliances/import/": sheet, "packs/": pack}
    return {
        each.name: reverse(each.name, args=[row.public_id])
        for each in ours()
        for beginning, row in keys.items()
        if str(each.pattern).startswith(f"{beginning}<uuid:public_id>/")
    }


def addresses(draft):
    """Return the address of every page of an alliance, by name; numbers are 1."""
    key = draft.alliance.public_id
    return {
        each.name: reverse(
            each.name,
            kwargs={
                name: key if name == "public_id" else WORDS.get(name, 1)
                for name in each.pattern.converters
            },
        )
        for each in ours()
        if str(each.pattern).startswith(OF_AN_ALLIANCE)
    }


def is_leaving(page):
    """Say whether a page is the one after which somebody finds no other."""
    return page[0] == "colleague-leave"


def found_by(client, person, pages):
    """Return the names of the pages that a person finds, by looking or sending."""
    client.force_login(person)
    return {
        name
        for name, address in sorted(pages.items(), key=is_leaving)
        for act in (client.get, client.post)
        if act(address).status_code not in HIDDEN
    }


def test_strangers_find_no_page_of_an_alliance(client, draft):
    assert found_by(client, make_user(), addresses(draft)) == set()


@pytest.mark.parametrize("role", [None, "contact"], ids=["stranger", "contact"])
def test_what_a_coordinator_keeps_is_found_by_no_other(client, draft, kept, role):
    other = make_colleague(draft, role=role, partner=2) if role else make_user()

    assert set(kept) == KEPT
    assert found_by(client, other, kept) == set()
    assert found_by(client, draft.alliance.coordinator, kept) >= {"proposal-file"}


def test_the_contact_of_a_partner_finds_the_pages_of_its_part_only(client, draft):
    pages = addresses(draft)
    contact = make_colleague(draft, role="contact", partner=2)

    found = found_by(client, contact, pages)

    assert found - OWN_PART == set()
    assert {"own-figures", "unsaved"} <= found
    assert len(pages) > 90
