"""A partner's own figures, as its contact sees them and proposes others."""

from copy import deepcopy

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals.models import Effort, ProposedFigure
from proposals.services.decided_figures import refuse_figures
from tests.factories import make_colleague, make_user
from tests.proposals.services.budgets import give_days, make_line, make_package
from tests.proposals.services.proposed import (
    contact_of,
    make_proposing_draft,
    offer,
    seen,
)

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12


@pytest.fixture(scope="module")
def standing(built_once):
    def build():
        draft = make_proposing_draft()
        give_days(draft, 1, 1, manager="777.7")
        make_line(draft, 2)
        make_line(draft, 1, participants=4321)
        return draft

    return built_once(build)


@pytest.fixture
def draft(client, db, standing):  # noqa: ARG001  # reached in a transaction of its own
    draft = deepcopy(standing)
    client.force_login(contact_of(draft))
    return draft


def place(draft):
    return reverse("own-figures", args=[draft.alliance.public_id])


def shown(client, draft):
    return client.get(place(draft)).context["page"]


def send(client, draft, seen="1:0:10.0", note="", **boxes):
    sent = {name.replace("_", "-"): typed for name, typed in boxes.items()}
    known = {f"seen-{name}": seen for name in sent}
    return client.post(place(draft), {**sent, **known, "note": note})


def test_a_contact_sees_its_own_figures_and_nobody_elses(client, draft, no_writes):
    with no_writes():
        answer = client.get(place(draft))

    figures, text = answer.context["page"].figures, answer.content.decode()
    assert (figures.number, figures.sums.days) == (2, "10")
    assert figures.sums.implementation == "€880"
    assert (figures.sums.travel, figures.sums.subsistence) == ("€550", "€1,000")
    assert figures.sums.total == "€2,430"
    assert {key: str(cell.days) for key, cell in figures.cells.items()} == {
        (1, "teacher"): "10.0"
    }
    for others in ("777.7", "Kiel", "Minsk", "4,321", "of the whole"):
        assert others not in text


def test_its_mobility_lines_stand_with_what_each_brings(client, draft):
    make_line(draft, 2, distance_km=None, traveller="learner", days=None)

    assert [
        (each.label, each.who, each.participants, each.distance, each.days)
        for each in shown(client, draft).figures.lines
    ] == [("M1", "Staff", "2", "500", "5"), ("M3", "Learners", "2", "", "")]
    assert [
        (each.travel, each.subsistence) for each in shown(client, draft).figures.lines
    ] == [("€550", "€1,000"), ("not counted", "not counted")]


def test_a_share_is_told_only_where_it_tells_no_other_amount(client, draft):
    assert shown(client, draft).figures.share == ""

    give_days(draft, 3, 1, manager=1)

    assert shown(client, draft).figures.share.endswith("% of the whole grant")


def test_a_change_is_proposed_with_a_note(client, draft):
    answer = send(client, draft, days_1_teacher="12,5", note="More pilots.")

    row = ProposedFigure.objects.get()
    assert (answer.status_code, answer.url) == (302, place(draft))
    assert (str(row.days), row.note) == ("12.5", "More pilots.")
    assert str(Effort.objects.get(partnership__number=2).days) == "10.0"
    page = shown(client, draft)
    assert (page.figures.waiting, page.figures.then.days) == (1, "12.5")
    assert ">budget: 10</p>" in client.get(place(draft)).content.decode()


def test_nothing_changed_is_nothing_proposed(client, draft):
    answer = send(client, draft, days_1_teacher="10")

    assert answer.status_code == 302
    assert ProposedFigure.objects.count() == 0


@pytest.mark.parametrize("known", ["", "x:0:10", "1:y:10", "1", "9" * 5_000 + ":0:10"])
def test_a_box_that_says_not_what_it_showed_is_not_kept(client, draft, known):
    send(client, draft, seen=known, days_1_teacher="12")

    assert ProposedFigure.objects.count() == 0


def test_what_is_no_days_is_said_beside_the_box_and_kept(client, draft):
    answer = send(client, draft, days_1_teacher="many")

    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="many"' in text
    assert "Nothing was sent" in text
    assert ProposedFigure.objects.count() == 0


def test_a_note_that_is_too_long_is_refused_and_kept(client, draft):
    answer = send(client, draft, days_1_teacher="12", note="x" * 501)

    assert answer.status_code == 422
    assert answer.context["refusal"] == "A note takes at most 500 characters."


def test_a_figure_that_changed_meanwhile_is_shown_beside_what_was_typed(client, draft):
    Effort.objects.filter(partnership__number=2).update(days=11, version=2)

    answer = send(client, draft, days_1_teacher="12")

    text = " ".join(answer.content.decode().split())
    assert answer.status_code == 409
    assert "11 stands there now, changed meanwhile; you typed 12." in text
    assert ProposedFigure.objects.count() == 0


def test_a_decision_is_told_with_its_reason(client, draft):
    offer(draft, days="15", version=1)
    refuse_figures(
        proposal=draft,
        partner=2,
        seen=seen(ProposedFigure.objects.get()),
        reason="The ceiling is reached.",
        by=draft.alliance.coordinator,
    )

    (told,) = shown(client, draft).decided

    assert (told.state, told.before, told.proposed) == ("Refused", "10", "15")
    assert told.reason == "The ceiling is reached."
    assert told.decider == str(draft.alliance.coordinator)


def test_decisions_on_other_partners_are_not_told(client, draft):
    offer(draft, days="15", version=1)
    refuse_figures(
        proposal=draft,
        partner=2,
        seen=seen(ProposedFigure.objects.get()),
        reason="No.",
        by=draft.alliance.coordinator,
    )
    client.force_login(contact_of(draft, 3))

    page = shown(client, draft)

    assert (page.figures.number, page.decided) == (3, ())


def test_the_page_is_among_the_parts_of_a_contact(client, draft):
    parts = {each.url: each.title for each in shown(client, draft).figures.parts}

    assert parts[place(draft)] == "Effort and budget"


def test_whoever_is_no_contact_of_a_paid_partner_has_no_such_page(client, draft):
    associated = contact_of(draft, 3)
    draft.alliance.partnerships.filter(number=3).update(role="associated_partner")
    people = [
        associated,
        make_user(),
        make_colleague(draft),
        make_colleague(draft, role="viewer"),
        draft.alliance.coordinator,
    ]

    for person in people:
        client.force_login(person)
        assert client.get(place(draft)).status_code == 404


def test_without_work_packages_there_is_nothing_to_propose(client, draft):
    draft.work_packages.update(removed_at="2026-11-28T12:00Z")

    assert "nothing to propose days for" in client.get(place(draft)).content.decode()


def test_a_partner_without_rate_is_told_so(client, draft):
    draft.alliance.partnerships.filter(number=2).update(country=None)

    assert "no rate: not counted" in client.get(place(draft)).content.decode()


def test_the_page_costs_the_same_however_much_there_is(client, draft):
    shown(client, draft)
    counts = []
    for number in (3, 4, 5):
        make_package(draft, number, kind="imp")
        offer(draft, package=number, days="4")
        with CaptureQueriesContext(connection) as queries:
            client.get(place(draft))
        counts.append(len(queries))

    assert max(counts) == min(counts) <= MOST_QUERIES
