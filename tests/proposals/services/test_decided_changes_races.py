"""Two people decide on one change at the same moment."""

from functools import partial

import pytest

from alliances.enums import Confirmation
from proposals.enums import ChangedField
from proposals.errors.partner_changes import DecidedAlready
from proposals.models import ProposedChange
from proposals.services.confirmations import ask_for_change
from proposals.services.decided_changes import accept_change, refuse_change
from tests.factories import make_colleague, make_eligible_draft
from tests.proposals.services.asking import ask_by_mail, partner
from tests.proposals.services.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def proposal(sent):  # noqa: ARG001  # nothing may leave before the test looks
    return make_eligible_draft(confirmation=Confirmation.NOT_INVITED)


@pytest.fixture
def change(proposal):
    ask_for_change(
        token=ask_by_mail(proposal),
        name="Anna",
        function="",
        proposed={ChangedField.COUNTRY: "FR"},
        words="",
    )
    return ProposedChange.objects.select_related(
        "request__partnership__alliance__proposal"
    ).get()


def test_accepting_and_refusing_at_once_has_one_effect(proposal, change):
    version = partner(proposal).version
    yes = partial(
        accept_change,
        asked=change.request,
        key=change.pk,
        version=version,
        by=proposal.alliance.coordinator,
    )
    no = partial(
        refuse_change,
        asked=change.request,
        key=change.pk,
        reason="No.",
        by=make_colleague(proposal),
    )

    outcomes = at_once(yes, no)

    assert sum(isinstance(each, DecidedAlready) for each in outcomes) == 1
    change.refresh_from_db()
    is_written = partner(proposal).country_id == "FR"
    assert is_written is (change.state == "accepted")
    assert is_written is (outcomes[0] is None)


def test_two_who_accept_write_once(proposal, change):
    version = partner(proposal).version
    people = [proposal.alliance.coordinator, make_colleague(proposal)]

    outcomes = at_once(
        *[
            partial(
                accept_change,
                asked=change.request,
                key=change.pk,
                version=version,
                by=e,
            )
            for e in people
        ]
    )

    assert outcomes == [None, None]
    assert partner(proposal).version == version + 1
