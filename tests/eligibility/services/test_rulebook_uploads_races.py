"""Two administrators who see to rules of one call at the same moment."""

from functools import partial

import pytest

from alliances.enums import ReviewState
from eligibility.models import Rulebook, RulebookUpload
from eligibility.services.rulebook_uploads import (
    discard_rulebook,
    publish_kept_rulebook,
)
from eligibility.services.rulebooks import RulesMoved, publish_rulebook
from tests.alliances.reviewing import discarded_while_asked
from tests.eligibility.services.test_rulebook_uploads import keep
from tests.factories import make_call
from tests.proposals.services.racing import at_once
from tests.rulebooks import rules_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def alone(settings):
    """Let one person publish, for what is not about the second one."""
    settings.FOUR_EYES = False


def race(uploads, compared_with):
    return at_once(
        *[
            partial(
                publish_kept_rulebook,
                upload=each,
                compared_with=compared_with,
                reason="Now.",
                by=each.uploaded_by,
            )
            for each in uploads
        ]
    )


def versions():
    return sorted(Rulebook.objects.values_list("version", flat=True))


def names(number):
    return [f'title = "Name {each}"' for each in range(number)]


def test_without_a_precondition_the_later_undoes_the_earlier():
    make_call(takes_submissions=False)
    uploads = [keep(new=each) for each in names(2)]

    at_once(
        *[partial(publish_rulebook, text=each.text, reason="Now.") for each in uploads]
    )

    assert versions() == [1, 2, 3]


def test_one_of_two_wins_and_the_other_is_told():
    make_call(takes_submissions=False)

    outcomes = race([keep(new=each) for each in names(2)], 1)

    assert {type(each) for each in outcomes} == {Rulebook, RulesMoved}
    assert versions() == [1, 2]


def test_one_of_two_first_versions_of_a_new_call_wins():
    text = rules_of("open", takes_submissions=False)

    outcomes = race([keep(text=text, new=each) for each in names(2)], 0)

    assert {type(each) for each in outcomes} == {Rulebook, RulesMoved}
    assert versions() == [1]


def test_the_same_upload_published_twice_at_once_is_one_version():
    make_call(takes_submissions=False)
    upload = keep()

    outcomes = race([upload, upload], 1)

    assert {each.version for each in outcomes} == {2}
    assert versions() == [1, 2]


def test_rules_that_somebody_is_asking_for_are_not_thrown_away():
    make_call(takes_submissions=False)
    row = keep()
    discard = partial(discard_rulebook, upload=row)

    assert discarded_while_asked(row, by=row.uploaded_by, discard=discard) is False
    assert RulebookUpload.objects.get().review_state == ReviewState.ASKED
