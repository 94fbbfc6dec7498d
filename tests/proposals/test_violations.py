"""Constraints are recognised by name on both engines."""

import uuid

import pytest
from django.db import IntegrityError, transaction

from alliances.enums import Role
from alliances.models import Partnership
from proposals.models import Proposal
from proposals.violations import violated_constraint
from tests.factories import add, make_draft

pytestmark = pytest.mark.django_db


def violated(model, act):
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        act()
    return violated_constraint(error.value, model)


def test_unique_constraints_are_told_apart():
    proposal = make_draft()
    add(proposal, "A", role=Role.APPLICANT)
    key = uuid.uuid4()
    third = add(proposal, "B", request_key=key)

    assert (
        violated(Partnership, lambda: add(proposal, "C", role=Role.APPLICANT))
        == "partnership_one_applicant"
    )
    assert (
        violated(
            Partnership,
            lambda: Partnership.objects.filter(pk=third.pk).update(number=1),
        )
        == "partnership_number_once"
    )
    assert (
        violated(Partnership, lambda: add(proposal, "D", request_key=key))
        == "partnership_request_once"
    )


def test_check_constraints_are_recognised():
    proposal = make_draft()
    partnership = add(proposal, "A")

    assert (
        violated(
            Partnership,
            lambda: Partnership.objects.filter(pk=partnership.pk).update(role="guest"),
        )
        == "partnership_role_known"
    )
    assert (
        violated(Proposal, lambda: Proposal.objects.update(grant_requested_eur=-1))
        == "proposal_grant_not_negative"
    )


def test_constraint_of_another_model_is_not_taken_for_ones_own():
    make_draft()

    assert (
        violated(Partnership, lambda: Proposal.objects.update(grant_requested_eur=-1))
        is None
    )
