"""What partners propose as a difference, and the decision on it."""

import re
from copy import deepcopy

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals.enums import StaffCategory
from proposals.models import Effort, ProposedFigure
from tests.factories import make_colleague, make_user
from tests.proposals.services.budgets import give_days
from tests.proposals.services.forms import make_draft_with_form
from tests.proposals.services.proposed import (
    contact_of,
    make_proposing_draft,
    offer,
)

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12


@pytest.fixture(scope="module")
def standing(built_once):
    def build():
        draft = make_proposing_draft()
        offer(draft, days="15", version=1, note="More pilots.")
        return draft

    return built_once(build)


@pytest.fixture
def draft(client, db, standing):  # noqa: ARG001  # reached in a transaction of its own
    draft = deepcopy(standing)
    client.force_login(draft.alliance.coordinator)
    return draft


def place(draft, name="proposed-figures", *more):
    return reverse(name, args=[draft.alliance.public_id, *more])


def shown(client, draft):
    return client.get(place(draft)).context["page"]


def ticked_in(page):
    found = re.findall('name="figure" value="([0-9]+)" checked', page)
    return [int(each) for each in found]


def decide(client, draft, act="approve", partner=2, **sent):
    row = ProposedFigure.objects.earliest("pk")
    ticked = {"figure": row.pk, f"seen-{row.pk}": "1:1", "act": act, **sent}
    return client.post(place(draft, "proposed-figures-decide", partner), ticked)


def test_the_difference_and_its_effect_are_shown(client, draft, no_writes):
    with no_writes():
        page = shown(client, draft)

    (partner,) = page.partners
    (row,) = partner.rows
    assert (partner.label, partner.now, partner.then, partner.effect) == (
        "P2",
        "€880",
        "€1,320",
        "+€440",
    )
    assert partner.note == "More pilots."
    assert (row.place, row.now, row.proposed, row.before, row.effect, row.note) == (
        "WP1, Teacher, trainer, researcher",
        "10",
        "15",
        "",
        "+€440",
        "",
    )
    assert (page.now, page.then, page.effect) == ("€880", "€1,320", "+€440")


def test_room_under_the_ceiling_is_said(client, draft):
    before = shown(client, draft)
    offer(draft, package=2, days="99999")
    after = shown(client, draft)

    assert (before.ceiling, before.room) == ("€4,000,000", "€3,998,680")
    assert (before.is_over, after.is_over) == (False, True)
    assert "above it" in client.get(place(draft)).content.decode()


def test_different_notes_stand_with_their_figures(client, draft):
    offer(draft, package=2, days="4", note="A second pilot.")

    (partner,) = shown(client, draft).partners

    assert partner.note == ""
    assert [each.note for each in partner.rows] == ["More pilots.", "A second pilot."]


def test_less_is_shown_with_its_sign(client, draft):
    offer(draft, days="8", version=1, own=1)

    assert shown(client, draft).effect == "\N{MINUS SIGN}€176"


def test_a_figure_that_changed_since_is_shown_with_both_and_not_ticked(client, draft):
    Effort.objects.update(days=12, version=2)

    text = " ".join(client.get(place(draft)).content.decode().split())

    assert "Proposed when 10 stood there; 12 stands there now." in text
    assert 'name="figure" checked' not in text
    assert " checked> <b>WP1" not in text


def test_approving_puts_it_into_the_budget_and_names_both(client, draft):
    answer = decide(client, draft)

    (told,) = shown(client, draft).decided
    row = ProposedFigure.objects.get()
    assert (answer.status_code, answer.url) == (302, place(draft))
    assert str(Effort.objects.get().days) == "15.0"
    assert (told.partner, told.state) == ("P2 School of Iasi", "Approved")
    assert (told.proposer, told.decider) == (
        str(row.proposed_by),
        str(draft.alliance.coordinator),
    )


def test_refusing_needs_a_reason(client, draft):
    without = decide(client, draft, "refuse")
    answer = decide(client, draft, "refuse", reason="Too many.")

    assert without.status_code == 422
    assert "Write why" in without.context["refusal"]
    assert answer.status_code == 302
    assert ProposedFigure.objects.get().reason == "Too many."


def test_a_refused_decision_keeps_what_was_ticked_and_typed(client, draft):
    other = StaffCategory.MANAGER
    offer(
        draft,
        days="3",
        category=other,
        by=make_colleague(draft, role="contact", partner=2),
    )

    page = decide(client, draft, "refuse", reason="x" * 501).content.decode()

    assert len(re.findall('name="figure" value="[0-9]+"', page)) == 2
    assert ticked_in(page) == [ProposedFigure.objects.earliest("pk").pk]
    assert "<details open>" in page
    assert "x" * 501 in page


def test_what_moved_is_not_ticked_again_and_the_rest_stays_ticked(client, draft):
    moved = ProposedFigure.objects.get()
    contact = make_colleague(draft, role="contact", partner=2)
    offer(draft, days="3", category=StaffCategory.MANAGER, by=contact)
    stays = ProposedFigure.objects.latest("pk")
    Effort.objects.update(days=12, version=2)

    page = decide(
        client, draft, figure=[moved.pk, stays.pk], **{f"seen-{stays.pk}": "1:0"}
    ).content.decode()

    assert ticked_in(page) == [stays.pk]
    assert "<details>" in page


def test_what_moved_on_is_shown_again(client, draft):
    Effort.objects.update(days=12, version=2)

    answer = decide(client, draft)

    assert answer.status_code == 409
    assert "Both stand below" in " ".join(answer.content.decode().split())
    assert str(Effort.objects.get().days) == "12.0"


def test_the_same_press_twice_says_nothing_new(client, draft):
    decide(client, draft)

    assert decide(client, draft).status_code == 302


@pytest.mark.parametrize("known", ["", "1", "x:1", "1:1:1", "9" * 5_000 + ":1"])
def test_what_does_not_say_what_was_seen_is_not_ticked(client, draft, known):
    row = ProposedFigure.objects.get()

    answer = decide(client, draft, **{f"seen-{row.pk}": known})

    assert answer.status_code == 422
    assert answer.context["refusal"] == "Tick at least one figure."


def test_a_key_beyond_any_row_is_not_ticked(client, draft):
    answer = decide(client, draft, **{"figure": 2**64, f"seen-{2**64}": "1:1"})

    assert answer.context["refusal"] == "Tick at least one figure."


def test_the_budget_and_the_lists_say_that_figures_wait(client, draft):
    give_days(draft, 1, 1, manager=1)
    budget = client.get(place(draft, "budget"))
    left = client.get(place(draft, "left")).content.decode()
    sentence = "P2 School of Iasi proposes 1 figure: approve or refuse it."

    (told,) = budget.context["page"].proposed
    assert (told.sentence, told.url) == (sentence, f"{place(draft)}#p2")
    assert ", 1 figure proposed" in budget.content.decode()
    assert f'href="{place(draft)}#p2">{sentence}</a>' in left


def test_a_viewer_reads_and_decides_nothing(client, draft):
    client.force_login(make_colleague(draft, role="viewer"))

    page = client.get(place(draft))

    assert page.context["page"].may_decide.allowed is False
    assert "Approve what is ticked" not in page.content.decode()
    assert decide(client, draft).status_code == 403


def test_contacts_and_strangers_find_no_such_page(client, draft):
    for person in (contact_of(draft), make_user()):
        client.force_login(person)
        assert client.get(place(draft)).status_code == 404
        assert decide(client, draft).status_code == 404


def test_nothing_proposed_is_said(client, draft):
    ProposedFigure.objects.all().delete()

    assert "No partner proposes anything" in client.get(place(draft)).content.decode()


def test_a_form_without_budget_has_no_such_page(client):
    draft = make_draft_with_form()
    client.force_login(draft.alliance.coordinator)

    assert client.get(place(draft)).status_code == 404


def test_the_page_costs_the_same_however_much_is_proposed(client, draft):
    shown(client, draft)
    counts = []
    for category in list(StaffCategory)[1:]:
        offer(draft, package=2, days="4", category=category)
        offer(draft, package=2, days="4", category=category, by=contact_of(draft, 3))
        with CaptureQueriesContext(connection) as queries:
            client.get(place(draft))
        counts.append(len(queries))

    assert max(counts) == min(counts) <= MOST_QUERIES
