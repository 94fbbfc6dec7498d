"""Archived alliances: their number, the latest, and their list."""

import datetime as dt

import pytest
from django.utils import timezone

from proposals.selectors.drafts.archive import archive_of, archive_page
from proposals.services.archive import archive_alliance
from tests.factories import make_call, make_colleague, make_draft, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal():
    return make_draft(acronym="CHARTER")


@pytest.fixture
def maria(proposal):
    archive_alliance(proposal=proposal, by=proposal.alliance.coordinator)
    return proposal.alliance.coordinator


def test_latest_can_be_undone_for_half_an_hour(maria):
    now = timezone.now()

    archive = archive_of(maria, now=now)
    later = archive_of(maria, now=now + dt.timedelta(minutes=31))

    assert archive.total == 1
    assert archive.latest
    assert archive.latest.sentence == "CHARTER is archived."
    assert (later.total, later.latest) == (1, None)


def test_nothing_archived_is_nothing():
    archive = archive_of(make_user(), now=timezone.now())

    assert (archive.total, archive.latest) == (0, None)


def test_colleague_counts_it_and_cannot_put_it_back(proposal, maria):
    jonas = make_colleague(proposal)

    archive = archive_of(jonas, now=timezone.now())
    (row,) = archive_page(jonas, page=None).rows

    assert (archive.total, archive.latest) == (1, None)
    assert row.may_put_back.reason == (
        "Only the coordinator of this alliance may do this."
    )
    assert archive_page(maria, page=None).rows[0].may_put_back.allowed


def test_list_has_the_latest_first_and_nobody_elses(django_assert_num_queries):
    call, user = make_call(), make_user()
    for acronym in ("FIRST", "SECOND"):
        archive_alliance(proposal=make_draft(call, by=user, acronym=acronym), by=user)
    make_draft(call, by=user, acronym="HERE")
    other = make_draft(call, acronym="THEIRS")
    archive_alliance(proposal=other, by=other.alliance.coordinator)

    with django_assert_num_queries(2):
        rows = archive_page(user, page=None).rows

    assert [row.acronym for row in rows] == ["SECOND", "FIRST"]
    assert rows[0].archived
