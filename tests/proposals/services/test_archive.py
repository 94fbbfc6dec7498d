"""Archiving: away from the list, and nothing else."""

import pytest

from alliances.models import Alliance
from proposals.errors import NotAllowed
from proposals.models import Submission
from proposals.services.archive import archive_alliance, unarchive_alliance
from tests.factories import make_colleague, make_user, submit

pytestmark = pytest.mark.django_db


def archived_at():
    return Alliance.objects.get().archived_at


def test_archiving_twice_keeps_the_first_moment(proposal, maria):
    archive_alliance(proposal=proposal, by=maria)
    first = archived_at()
    archive_alliance(proposal=proposal, by=maria)

    assert first is not None
    assert archived_at() == first


def test_putting_back_twice_changes_nothing(proposal, maria):
    archive_alliance(proposal=proposal, by=maria)

    unarchive_alliance(proposal=proposal, by=maria)
    unarchive_alliance(proposal=proposal, by=maria)

    assert archived_at() is None


def test_live_submission_stays_and_the_draft_is_as_it_was(proposal, maria):
    submission = submit(proposal)
    proposal.refresh_from_db()
    before = proposal.revision, proposal.changed_at

    archive_alliance(proposal=proposal, by=maria)

    proposal.refresh_from_db()
    assert list(Submission.objects.live()) == [submission]
    assert (proposal.revision, proposal.changed_at) == before


@pytest.mark.parametrize("act", [archive_alliance, unarchive_alliance])
def test_colleagues_and_others_may_not(proposal, act):
    for person in (make_colleague(proposal), make_user()):
        with pytest.raises(NotAllowed):
            act(proposal=proposal, by=person)

    assert archived_at() is None
