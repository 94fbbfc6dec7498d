"""Why a draft is as it is: what support sees, and what it never does."""

from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from proposals.errors import NotEligible
from proposals.models import ApplicationPack, Override, Presence
from proposals.services.answers import Reply, save_answer
from proposals.services.packs import request_pack
from proposals.services.support import note_look
from tests.factories import make_eligible_draft, make_user, submit
from tests.proposals.services.asking import ADDRESS, ask
from tests.proposals.services.forms import make_draft_with_form

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12
TEXT = "A narrative nobody but its authors reads."
REASON = "The agency confirmed it by letter."


@pytest.fixture(scope="module")
def boss(built_once):
    return built_once(partial(make_user, is_staff=True, full_name="Ada Admin"))


@pytest.fixture(scope="module")
def busy(built_once):
    return built_once(make_busy)


def make_busy():
    """Make a draft with something of everything support sees."""
    draft = make_draft_with_form(
        confirmation="not_invited", acronym="BUSY", duration_months=7
    )
    maria = draft.alliance.coordinator
    for version in range(2):
        save_answer(
            proposal=draft,
            question="what",
            partner=None,
            reply=Reply(TEXT, ""),
            version=version,
            by=maria,
        )
    ask(draft, 2)
    request_pack(proposal=draft, by=maria)
    with pytest.raises(NotEligible):
        submit(draft)
    Override.objects.create(
        proposal=draft, clauses=["min-countries"], reason=REASON, given_by=maria
    )
    Presence.objects.create(
        proposal=draft, person=maria, section="summary", seen_at=timezone.now()
    )
    return draft


def at(draft):
    kwargs = {"public_id": draft.alliance.public_id}
    return reverse("administration-draft", kwargs=kwargs)


def state_of(client, boss, draft):
    """Return the page as an administrator sees it who came to look."""
    note_look(proposal=draft, by=boss)
    client.force_login(boss)
    return client.get(at(draft))


def test_nothing_is_shown_before_the_log_says_so(client, boss, busy):
    client.force_login(boss)

    before = client.get(at(busy))
    after = client.post(at(busy), follow=True)

    assert before.context["page"] is None
    assert b"BUSY" in before.content
    assert after.redirect_chain == [(at(busy), 302)]
    assert after.context["page"].revision == busy.revision
    (row,) = busy.activity.filter(kind="support-looked")
    assert row.facts == "{}"


def test_its_coordinator_reads_who_looked(client, boss, busy):
    note_look(proposal=busy, by=boss)
    client.force_login(busy.alliance.coordinator)

    page = client.get(reverse("timeline", args=[busy.alliance.public_id]))

    assert "Ada Admin, administrator, looked at the state" in page.content.decode()


def test_states_versions_and_moments_are_shown(client, boss, busy):
    page = state_of(client, boss, busy).context["page"]

    rows = {each.key: cells(each) for each in page.tables}
    assert cells(page.pins)[0] == ["Rules", "Version 1", "Version 1"]
    assert rows["answers"][0][:2] == ["what", "2"]
    assert [row[:2] for row in rows["partners"]] == [
        ["P1", "Applies"],
        ["P2", "Mail queued"],
        ["P3", "Not yet invited"],
        ["P4", "Confirmed"],
    ]
    assert [row[1:3] for row in rows["mails"]] == [["Queued", "1"]]
    assert [row[:3] for row in rows["packs"]] == [["Draft", "Queued", "0"]]
    assert [row[1] for row in rows["attempts"]] == ["Refused"]
    assert [row[0] for row in rows["overrides"]] == ["min-countries"]
    assert [row[1] for row in rows["people"]] == ["summary"]
    assert ["min-education-training", "Met", "Met", "2 of at least 1"] in rows[
        "clauses"
    ]
    assert (page.number, page.late_texts, page.is_closed) == ("", 0, False)


def cells(table):
    return [[cell.text for _heading, cell in row] for row in table.rows]


def test_no_text_no_figure_of_the_budget_and_no_address_is_shown(client, boss, busy):
    said = state_of(client, boss, busy).content.decode()

    for secret in (TEXT, ADDRESS, "3,900,000", "3900000", REASON, busy.alliance.title):
        assert secret not in said


def test_a_draft_of_nothing_says_so(client, boss):
    draft = make_eligible_draft()

    said = state_of(client, boss, draft).content.decode()

    for words in ("Nobody has asked for a pack", "Nobody has tried to submit it"):
        assert words in said


def test_what_failed_says_why(client, boss, busy):
    ApplicationPack.objects.filter(proposal=busy).update(
        state="failed", failure="The drawing took too long."
    )

    page = state_of(client, boss, busy).context["page"]

    (packs,) = (each for each in page.tables if each.key == "packs")
    ((_pack, (_label, state), *_rest),) = packs.rows
    assert (state.mark, state.note) == ("act", "The drawing took too long.")


@pytest.mark.parametrize("who", ["coordinator", "stranger"])
def test_to_others_it_is_not_there(client, busy, who):
    people = {"coordinator": busy.alliance.coordinator, "stranger": make_user()}
    client.force_login(people[who])

    assert client.get(at(busy)).status_code == 404
    assert client.post(at(busy)).status_code == 404
    assert not busy.activity.filter(kind="support-looked").exists()


def test_it_costs_twelve_queries_at_most(client, boss, busy):
    state_of(client, boss, busy)  # what is kept per edition is read once

    with CaptureQueriesContext(connection) as asked:
        client.get(at(busy))

    assert len(asked) <= MOST_QUERIES


def test_the_list_of_drafts_leads_there(client, boss, busy):
    client.force_login(boss)

    said = client.get(reverse("administration-drafts")).content.decode()

    assert f'href="{at(busy)}"' in said
