"""A file that came back, in the browser: looked at, ticked and taken."""

import json
from copy import deepcopy

import pytest
from django.urls import reverse

from proposals.files.proposal_file import document_of
from proposals.models import Proposal
from proposals.selectors.files.file_review import MOST_SHOWN
from proposals.selectors.files.proposal_files import read_proposal
from proposals.services.drafts import Facts, change_facts
from tests.proposals.services.whole_proposals import WHOLE, fresh
from tests.proposals.views.whole_files import (
    bring,
    bring_new,
    changed,
    draft,
    keys,
    take_rest,
    takes,
    text_of,
    ticked,
    whole,
)

__all__ = ["draft", "whole"]

pytestmark = pytest.mark.django_db

LONG = " ".join(f"word-{number}" for number in range(40)) + " of every partner"


def test_whole_proposal_is_sent_and_opens_another_that_says_the_same(client, draft):
    sent = client.get(reverse("proposal-json", args=[draft.alliance.public_id]))

    address = bring_new(client, sent.content).url
    take_rest(client, address)
    take_rest(client, address)

    copy = Proposal.objects.exclude(pk=draft.pk).get()
    assert json.loads(sent.content) == WHOLE
    assert sent["Content-Disposition"] == 'attachment; filename="atlas-proposal.json"'
    assert document_of(read_proposal(fresh(copy)).file) == WHOLE


def test_only_what_overwrites_nothing_is_ticked_in_advance(client, draft):
    document = changed(title="Another", mobility=[])
    document["answers"].append({"question": "what", "text": "It asks."})

    page = client.get(bring(client, draft, document).url)

    ticks = {value.partition(" ")[0]: each for value, each in takes(page).items()}
    assert ticks == {
        "facts:title": False,
        "mobility.1": False,
        "answers.what:text": True,
    }


@pytest.mark.parametrize(("tick", "number"), [("all", 2), ("none", 0), ("odd", 0)])
def test_all_or_none_are_ticked_without_script(client, draft, tick, number):
    address = bring(client, draft, changed(title="Another", sector="x")).url

    page = client.get(address, {"tick": tick})

    assert len(ticked(page)) == number


def test_what_is_ticked_is_written_and_the_rest_waits(client, draft):
    address = bring(client, draft, changed(title="Another", sector="x")).url
    take = [each for each in takes(client.get(address)) if "title" in each]

    answer = client.post(address, {"take": take}, follow=True)

    assert fresh(draft).alliance.title == "Another"
    assert keys(answer) == ["facts:sector"]
    assert "1 change taken from the file." in text_of(answer)


def test_nothing_left_leads_back(client, draft):
    address = bring(client, draft, WHOLE).url

    page = client.get(address)

    assert "The proposal says what the file says" in text_of(page)
    assert (
        reverse("workspace", args=[draft.alliance.public_id]) in page.content.decode()
    )


def test_field_a_colleague_changed_is_shown_again_unticked(client, draft):
    address = bring(client, draft, changed(title="Mine", sector="mine")).url
    take = list(takes(client.get(address)))
    retitle(draft, "Theirs")

    answer = client.post(address, {"take": take})

    assert answer.status_code == 409
    assert "It changed after this page was shown, and stands so now." in text_of(answer)
    assert "Now Theirs In the file Mine" in text_of(answer)
    assert fresh(draft).alliance.title == "Theirs"
    assert fresh(draft).alliance.sector == "cultural-heritage"
    assert [each.partition(" ")[0] for each in ticked(answer)] == ["facts:sector"]


def retitle(draft, title):
    alliance = draft.alliance
    facts = Facts(
        acronym=alliance.acronym,
        title=title,
        project_type=alliance.project_type,
        sector=alliance.sector,
        duration_months=draft.duration_months,
        grant_requested_eur=draft.grant_requested_eur,
    )
    change_facts(
        proposal=draft,
        facts=facts,
        facts_version=draft.facts_version,
        by=alliance.coordinator,
    )


def test_field_that_cannot_be_written_says_why_and_keeps_the_ticks(client, draft):
    document = changed(title="Another")
    document["work_packages"][0]["lead"] = 9
    address = bring(client, draft, document).url
    take = list(takes(client.get(address)))

    answer = client.post(address, {"take": take})

    assert answer.status_code == 422
    assert "Only the applicant, a full partner" in text_of(answer)
    assert ticked(answer) == take
    assert fresh(draft).alliance.title == "An atlas of skills"


def test_nothing_ticked_says_so(client, draft):
    address = bring(client, draft, changed(title="Another")).url

    answer = client.post(address)

    assert answer.status_code == 422
    assert "Nothing is ticked" in text_of(answer)


def test_long_texts_are_compared_word_by_word(client, draft):
    document = deepcopy(WHOLE)
    document["answers"].append({"question": "why", "text": LONG})
    take_rest(client, bring(client, draft, document).url)
    document["answers"][-1]["text"] = LONG.replace("every", "each", 1)

    page = client.get(bring(client, draft, document).url)

    assert "<del>every</del><ins>each</ins>" in page.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_page_takes_a_fixed_number_of_queries(
    client, draft, django_assert_num_queries, rows
):
    document = changed(title="Another")
    document["partners"] += [
        {"number": 5 + each, "name": f"Smithy {each}", "role": "full_partner"}
        for each in range(rows)
    ]
    address = bring(client, draft, document).url
    client.get(address)

    with django_assert_num_queries(12):
        client.get(address)


def test_more_than_a_page_holds_follows_when_that_is_taken(client, draft):
    effort = [
        {"partner": partner, "work_package": 1 + package, "manager": "1.0"}
        for package in range(255)
        for partner in (1, 4)
    ]

    page = client.get(bring(client, draft, changed(effort=effort)).url)

    assert len(takes(page)) == MOST_SHOWN
    assert f"The first {MOST_SHOWN} of" in text_of(page)
