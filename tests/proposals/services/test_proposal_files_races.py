"""Two people, or two presses, take from files at the same moment, in real threads."""

from typing import Any

import pytest

from proposals.errors.proposal_files import FieldsMoved
from proposals.models import Answer, Proposal
from proposals.selectors.files.proposal_files import read_proposal
from proposals.services.answers import Reply, save_answer
from proposals.services.proposal_files import take_from_file
from tests.factories import make_user
from tests.proposals.services.racing import at_once
from tests.proposals.services.taking_files import (
    document,
    fresh_upload,
    keep,
    make_whole_draft,
    seen,
    uploaded,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draft():
    return make_whole_draft()


def taking(upload, taken):
    return lambda: take_from_file(
        upload=fresh_upload(upload), taken=taken, by=upload.uploaded_by
    )


def test_two_presses_open_one_alliance(draft):
    upload = keep(proposal_file(draft), None, make_user())

    taken = {"partners.99": "done already"}
    first, second = at_once(taking(upload, taken), taking(upload, taken))

    assert first == second
    assert Proposal.objects.exclude(pk=draft.pk).count() == 1


def proposal_file(draft):
    return read_proposal(draft).file


def test_of_two_files_for_one_field_the_second_is_shown_again(draft):
    one = uploaded(draft, lambda each: each.update(title="One"))
    two = uploaded(draft, lambda each: each.update(title="Two"))

    outcomes = at_once(taking(one, seen(one)), taking(two, seen(two)))

    kinds = sorted(type(each).__name__ for each in outcomes)
    assert kinds == ["FieldsMoved", "Proposal"]
    assert document(draft)["title"] in {"One", "Two"}


def test_answer_saved_while_a_file_is_taken_is_never_lost(draft):
    upload = uploaded(draft, lambda each: each["answers"][1].update(text="Filed."))
    row = Answer.objects.get(question="role")
    typed: dict[str, Any] = {
        "question": "role",
        "reply": Reply("Typed."),
        "version": row.version,
    }

    def typing():
        return save_answer(
            proposal=draft, by=draft.alliance.coordinator, partner=1, **typed
        )

    taken, saved = at_once(taking(upload, seen(upload)), typing)

    text = Answer.objects.get(question="role").text
    won = {"Filed.": isinstance(taken, Proposal), "Typed.": isinstance(saved, Answer)}
    assert won[text]
    assert isinstance(taken, Proposal | FieldsMoved)
    assert sum(won.values()) == 1
