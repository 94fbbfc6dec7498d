"""How far what each partner signs is, beside its name."""

import pytest
from django.utils import timezone

from alliances.enums import Confirmation, Role
from proposals.models import FormalDocument
from proposals.selectors.asking.planned_statements import planned_statements
from proposals.selectors.consortium.listed_partners import listed_partners
from proposals.selectors.consortium.workspace import sections_of, workspace_page
from proposals.selectors.mandates.signing_states import signing_states, state_of
from proposals.services.formal_documents import request_documents
from proposals.services.work_package_parts import TaskEntry
from proposals.snapshots.statements import statements_of
from tests.factories import make_eligible_draft
from tests.proposals.services.budgets import (
    give_days,
    make_budget_draft,
    make_line,
    make_package,
    partner,
)
from tests.proposals.services.signing import draw, upload_signed
from tests.proposals.services.work_plans import add_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_eligible_draft()


def said(draft, number=2):
    """Return the words and the mark of one partner's state."""
    partners = listed_partners(draft.alliance_id)
    states = signing_states(draft, partners, statements_of(draft))
    return states[number].words, states[number].mark


def change(draft, number, **values):
    draft.alliance.partnerships.filter(number=number).update(**values)


@pytest.mark.parametrize(
    ("number", "before", "after", "came"),
    [
        (
            1,
            "Declaration not drawn",
            "Declaration drawn",
            "Declaration signed",
        ),
        (
            2,
            "Mandate not drawn",
            "Mandate drawn",
            "Mandate signed",
        ),
    ],
)
def test_a_document_is_drawn_then_signed(draft, number, before, after, came):
    assert said(draft, number) == (before, "")

    document = draw(draft, number)
    assert said(draft, number) == (after, "")

    upload_signed(draft, number, code=document.code)
    assert said(draft, number) == (came, "met")


@pytest.mark.parametrize(
    ("number", "drawn", "signed"),
    [
        (
            1,
            "Declaration drawn, earlier version",
            "Declaration signed, earlier version",
        ),
        (
            2,
            "Mandate drawn, earlier version",
            "Mandate signed, earlier version",
        ),
    ],
)
def test_a_material_change_makes_both_earlier(draft, number, drawn, signed):
    document = draw(draft, number)
    change(draft, number, name="Another name")

    assert said(draft, number) == (drawn, "unknown")

    upload_signed(draft, number, code=document.code)
    assert said(draft, number) == (signed, "unknown")


def test_what_is_not_material_ends_no_signature():
    draft = make_budget_draft()
    make_package(draft)
    give_days(draft, 2, 1, teacher=40)
    document = draw(draft)
    upload_signed(draft, code=document.code)
    give_days(draft, 2, 1, manager=1)

    assert said(draft) == ("Mandate signed", "met")


def test_a_version_that_stands_again_is_drawn(draft):
    draw(draft)
    name = draft.alliance.partnerships.get(number=2).name
    change(draft, 2, name="Another name")
    draw(draft)
    change(draft, 2, name=name)

    assert said(draft) == ("Mandate drawn", "")


def test_what_waits_for_a_worker_is_not_drawn(draft):
    request_documents(proposal=draft, by=draft.alliance.coordinator, numbers=[2])

    assert FormalDocument.objects.count() == 1
    assert said(draft) == ("Mandate not drawn", "")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "Declaration signed, version not known"),
        (2, "Mandate signed, version not known"),
    ],
)
def test_a_copy_of_which_nobody_said_the_version(draft, number, words):
    draw(draft, number)
    upload_signed(draft, number)

    assert said(draft, number) == (words, "unknown")


def test_who_gets_no_money_signs_nothing(draft):
    change(draft, 3, role=Role.ASSOCIATED_PARTNER)

    assert said(draft, 3) == ("No mandate needed", "")


def test_a_mandate_of_who_now_applies_is_no_declaration(draft):
    document = draw(draft)
    upload_signed(draft, code=document.code)
    change(draft, 1, role=Role.FULL_PARTNER)
    change(draft, 2, role=Role.APPLICANT)

    assert said(draft) == ("Declaration not drawn", "")


def test_who_takes_no_part_has_no_state(draft):
    change(draft, 2, confirmation=Confirmation.DECLINED)
    change(draft, 3, removed_at=timezone.now())
    partners = listed_partners(draft.alliance_id)

    states = signing_states(draft, partners, statements_of(draft))

    assert list(states) == [1]
    assert state_of(draft, 2, statements_of(draft)) is None


def test_the_page_reads_the_same_statements_without_a_query(
    django_assert_num_queries,
):
    draft = make_budget_draft()
    package = make_package(draft, lead=partner(draft, 1))
    give_days(draft, 2, 1, teacher=40)
    make_line(draft, 2)
    add_to(package, TaskEntry("Interviews", 1, 2, 3))
    contents = sections_of(draft, now=timezone.now()).contents
    rows = list(draft.alliance.partnerships.select_related("alliance"))

    with django_assert_num_queries(0):
        found = planned_statements(contents)

    stored = statements_of(draft)
    assert [found.of(each) for each in rows] == [stored.of(each) for each in rows]
    assert found.burdens.titles == stored.burdens.titles
    assert [found.of(each).leads for each in rows] == ["WP1", "", "T1.1"]
    assert found.of(rows[1]).days == "40.0"


def test_the_workspace_says_it_in_each_row(draft):
    document = draw(draft)
    upload_signed(draft, code=document.code)

    page = workspace_page(draft, now=timezone.now())

    rows = [row for group in page.composition.groups for row in group.rows]
    assert [(row.label, row.signing and row.signing.words) for row in rows] == [
        ("P1", "Declaration not drawn"),
        ("P2", "Mandate signed"),
        ("P3", "Mandate not drawn"),
    ]
