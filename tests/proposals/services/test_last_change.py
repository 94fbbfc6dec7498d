"""The last change of a draft: of any part of it, to the minute, waiting for nobody."""

import datetime as dt
import threading

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from proposals.models import Proposal
from proposals.services.answers import Reply, restore_answer, save_answer
from proposals.services.archive import archive_alliance
from proposals.services.last_change import NEVER_LATER, note_last_change
from proposals.services.packs import request_pack
from tests.factories import submit
from tests.proposals.services.forms import make_draft_with_form
from tests.proposals.services.racing import PATIENCE, at_once
from tests.proposals.services.work_plans import add_package, make_draft_with_plan

pytestmark = pytest.mark.django_db

LONG = dt.timedelta(days=21)
HELD_SECONDS = 2


def aged(draft: Proposal, age: dt.timedelta = LONG) -> Proposal:
    """Let a draft be as old, and return it as a request reads it."""
    Proposal.objects.filter(pk=draft.pk).update(changed_at=timezone.now() - age)
    return Proposal.objects.select_related("alliance__lot", "form", "rulebook").get(
        pk=draft.pk
    )


def is_of_now(draft: Proposal) -> bool:
    stored = Proposal.objects.get(pk=draft.pk).changed_at
    return timezone.now() - stored < NEVER_LATER


def save(draft: Proposal, text: str, version: int = 0) -> None:
    save_answer(
        proposal=draft,
        question="why",
        reply=Reply(text),
        version=version,
        by=draft.alliance.coordinator,
    )


def restore(draft: Proposal) -> None:
    restore_answer(
        proposal=draft,
        question="why",
        restored=1,
        version=1,
        by=draft.alliance.coordinator,
    )


def test_answering_is_a_change_and_no_revision():
    draft = aged(make_draft_with_form())

    save(draft, "Because.")

    assert is_of_now(draft)
    assert Proposal.objects.get(pk=draft.pk).revision == draft.revision


def test_bringing_an_answer_back_is_a_change():
    draft = make_draft_with_form()
    save(draft, "Because.")
    draft = aged(draft)

    restore(draft)

    assert is_of_now(draft)


def test_a_row_of_the_plan_is_a_change():
    draft = aged(make_draft_with_plan())

    add_package(draft)

    assert is_of_now(draft)


def test_submitting_is_a_change():
    draft = aged(make_draft_with_form())

    submit(draft)

    assert is_of_now(draft)


@pytest.mark.parametrize("act", [archive_alliance, request_pack])
def test_what_leaves_a_draft_as_it_was_is_no_change(act):
    draft = aged(make_draft_with_form())

    act(proposal=draft, by=draft.alliance.coordinator)

    assert not is_of_now(draft)


@pytest.mark.parametrize(
    ("age", "statements"),
    [(NEVER_LATER * 2, 1), (NEVER_LATER / 2, 0)],
)
def test_a_draft_says_it_once_a_minute(age, statements):
    draft = aged(make_draft_with_form(), age)

    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        note_last_change(draft=draft, at=timezone.now())
        note_last_change(draft=draft, at=timezone.now())

    assert len(queries) == statements


def test_a_later_change_is_never_taken_back():
    draft = aged(make_draft_with_form())
    Proposal.objects.filter(pk=draft.pk).update(changed_at=timezone.now())

    with transaction.atomic():
        note_last_change(draft=draft, at=timezone.now() - LONG / 2)

    assert is_of_now(draft)


@pytest.mark.django_db(transaction=True)
def test_no_save_waits_for_who_holds_the_draft(engine):
    draft = make_draft_with_form()
    save(draft, "Before")
    draft = aged(draft)
    held, saved = threading.Event(), threading.Event()

    def hold() -> bool:
        with transaction.atomic():
            Proposal.objects.select_for_update().get(pk=draft.pk)
            held.set()
            return saved.wait(HELD_SECONDS)

    def write() -> None:
        held.wait(PATIENCE)
        save(draft, "Meanwhile", 1)
        saved.set()

    was_saved_meanwhile, _none = at_once(hold, write)

    # SQLite lets one write at a time: the save comes after the draft is free.
    assert was_saved_meanwhile is (engine == "postgresql")
    assert is_of_now(draft) is (engine == "sqlite")
    assert draft.answers.get().text == "Meanwhile"
