"""Unverified clauses: what a call lets pass by name, and what refuses all the same."""

import json
from decimal import Decimal

import pytest

from alliances.enums import Confirmation
from alliances.models import Call
from proposals.errors import NotEligible, PendingPartners, UnverifiedClauses
from proposals.models import Activity, SubmissionAttempt
from proposals.services.overrides import give_override
from proposals.snapshots import FrozenWarnings, thaw
from tests.factories import make_call, make_eligible_draft, make_user, submit

pytestmark = pytest.mark.django_db

DURATION = "duration-allowed"
GRANT = "grant-within-ceiling"
COUNTRIES = "min-programme-countries"
BOTH = (DURATION, GRANT)
TOO_MUCH = Decimal(9000000)


def unsure_call(policy="warn", unverified=BOTH, **rules):
    return make_call(unverified_clauses=policy, unverified=unverified, **rules)


def costly(call, **facts):
    """Make a draft that asks for more than the ceiling, and meets all else."""
    return make_eligible_draft(call, grant_requested_eur=TOO_MUCH, **facts)


def warnings_of(submission):
    return thaw(submission.snapshot).warnings


def last_attempt():
    return SubmissionAttempt.objects.order_by("-pk").values_list("result", "reason")[0]


def test_a_call_that_says_nothing_refuses():
    draft = costly(make_call(unverified=BOTH))

    assert Call.objects.get().unverified_clauses == "block"
    with pytest.raises(NotEligible):
        submit(draft, accepts_unverified=BOTH)


def test_a_call_that_blocks_refuses_what_is_named():
    with pytest.raises(NotEligible):
        submit(costly(unsure_call("block")), accepts_unverified=BOTH)


def test_naming_the_clause_suffices_and_is_frozen():
    draft = costly(unsure_call())
    with pytest.raises(UnverifiedClauses) as refusal:
        submit(draft)

    submission = submit(draft, accepts_unverified=[GRANT])

    assert refusal.value.names == (GRANT,)
    assert warnings_of(submission) == FrozenWarnings(clauses=(GRANT,))
    assert submission.warned_partners == ""
    assert last_attempt() == (
        "accepted",
        f"Submitted in spite of what is named here.\nNot met, unverified: {GRANT}",
    )
    told = json.loads(Activity.objects.order_by("-number")[0].facts)
    assert told["unverified"] == [GRANT]


def test_what_is_met_is_not_frozen_although_it_was_named():
    submission = submit(make_eligible_draft(unsure_call()), accepts_unverified=BOTH)

    assert warnings_of(submission) is None
    assert '"warnings"' not in submission.snapshot


def test_a_clause_that_fails_since_was_not_named():
    draft = costly(unsure_call(unverified=(COUNTRIES, GRANT)))
    draft.alliance.partnerships.filter(number=3).update(country="BE")

    with pytest.raises(UnverifiedClauses) as refusal:
        submit(draft, accepts_unverified=[GRANT])
    submission = submit(draft, accepts_unverified=[GRANT, COUNTRIES])

    assert refusal.value.names == (COUNTRIES,)
    assert warnings_of(submission) == FrozenWarnings(clauses=(COUNTRIES, GRANT))


def test_verified_clauses_refuse_beside_it():
    draft = make_eligible_draft(unsure_call(unverified=(DURATION,)), duration_months=7)

    with pytest.raises(NotEligible):
        submit(draft, accepts_unverified=BOTH)


def test_a_missing_fact_is_no_doubt_about_the_value():
    draft = make_eligible_draft(unsure_call(), grant_requested_eur=None)

    with pytest.raises(NotEligible):
        submit(draft, accepts_unverified=BOTH)


def test_nobody_names_the_applicant_away():
    draft = make_eligible_draft(unsure_call(unverified=("one-applicant",)))
    draft.alliance.partnerships.filter(number=1).update(role="full_partner")

    with pytest.raises(NotEligible):
        submit(draft, accepts_unverified=["one-applicant"])


def test_the_policy_is_read_when_it_is_submitted():
    draft = costly(unsure_call())
    Call.objects.update(unverified_clauses="block")

    with pytest.raises(NotEligible):
        submit(draft, accepts_unverified=[GRANT])


def test_missing_confirmations_are_asked_about_apart():
    draft = costly(unsure_call(), confirmation=Confirmation.INVITED)
    with pytest.raises(UnverifiedClauses):
        submit(draft, accepts_pending=True)
    with pytest.raises(PendingPartners):
        submit(draft, accepts_unverified=[GRANT])

    submission = submit(draft, accepts_pending=True, accepts_unverified=[GRANT])

    assert warnings_of(submission) == FrozenWarnings(
        partners=(("P2", "Chamber of Ghent"), ("P3", "School of Plovdiv")),
        clauses=(GRANT,),
    )
    told = json.loads(Activity.objects.order_by("-number")[0].facts)
    assert (told["pending"], told["unverified"]) == (2, [GRANT])


def test_what_an_administrator_allowed_need_not_be_named():
    draft = costly(unsure_call())
    boss = make_user(is_staff=True)
    give_override(
        proposal=draft, by=boss, clauses=[GRANT], allows_pending=False, reason="Letter."
    )

    submission = submit(draft)

    assert warnings_of(submission) is None
    stands = thaw(submission.snapshot).override
    assert stands is not None
    assert stands.clauses == (GRANT,)


def test_an_override_and_a_name_stand_beside_each_other():
    call = unsure_call(unverified=(GRANT,), pending_partners="block")
    draft = costly(call, confirmation=Confirmation.INVITED)
    boss = make_user(is_staff=True)
    give_override(
        proposal=draft, by=boss, clauses=[], allows_pending=True, reason="Letter."
    )

    submission = submit(draft, accepts_unverified=[GRANT])

    assert warnings_of(submission) == FrozenWarnings(clauses=(GRANT,))
    stands = thaw(submission.snapshot).override
    assert stands is not None
    assert (stands.clauses, stands.partners) == (
        (),
        ("Chamber of Ghent", "School of Plovdiv"),
    )
