"""Overrides: what an administrator may allow, what nobody may, and what is printed."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from alliances.enums import Confirmation, Role
from alliances.models import Call
from proposals.documents.cover import cover_of
from proposals.errors import (
    DeadlinePassed,
    NotAllowed,
    NotEligible,
    PendingPartners,
    SectorTaken,
)
from proposals.errors.overrides import NoReasonGiven, NothingToOverride
from proposals.models import Activity, Override, Proposal
from proposals.selectors.drafts.masthead import second_words
from proposals.selectors.submissions.overrides import OverrideLine
from proposals.selectors.submissions.receipts import receipt_page
from proposals.services.overrides import end_override, give_override
from proposals.snapshots import thaw
from tests.factories import make_call, make_eligible_draft, make_user, submit

pytestmark = pytest.mark.django_db

DURATION = "duration-allowed"
GRANT = "grant-within-ceiling"
REASON = "The agency confirmed 42 months by letter."


@pytest.fixture
def boss():
    return make_user(is_staff=True, full_name="Ada Admin")


@pytest.fixture
def short():
    """Make a draft whose duration no rule allows."""
    return make_eligible_draft(duration_months=7)


def allow(proposal, by, clauses=(DURATION, GRANT), **values):
    given = {"clauses": clauses, "allows_pending": False, "reason": REASON, **values}
    return give_override(proposal=proposal, by=by, **given)


def frozen_leave(submission):
    """Return by whom, why, and what was excused, as the submission froze it."""
    stands = thaw(submission.snapshot).override
    assert stands is not None
    return stands


def test_named_clauses_no_longer_refuse_and_are_printed(short, boss):
    with pytest.raises(NotEligible):
        submit(short)
    allow(short, boss)

    submission = submit(short)

    stands = frozen_leave(submission)
    assert (stands.by, stands.reason) == ("Ada Admin", REASON)
    assert (stands.clauses, stands.partners) == ((DURATION, GRANT), ())
    page = receipt_page(submission, short.alliance.coordinator, now=timezone.now())
    assert page.override == OverrideLine(
        by="Ada Admin, administrator",
        given=second_words(stands.given_at),
        reason=REASON,
        clauses=(DURATION, GRANT),
        allows_pending=False,
    )
    fact = cover_of(thaw(submission.snapshot)).facts[-1]
    assert fact.lines[0] == f"In spite of: {DURATION}; {GRANT}"
    assert fact.lines[1].startswith(f"{REASON} (Ada Admin, administrator, ")


def test_another_clause_refuses_as_before(short, boss):
    allow(short, boss)
    short.alliance.partnerships.filter(number=3).delete()

    with pytest.raises(NotEligible):
        submit(short)


def test_override_that_was_not_needed_is_not_printed(short, boss):
    allow(short, boss)
    Proposal.objects.update(duration_months=48)

    submission = submit(short)

    assert thaw(submission.snapshot).override is None
    assert '"override"' not in submission.snapshot
    assert len(cover_of(thaw(submission.snapshot)).facts) == 7


def test_missing_confirmations_are_allowed_apart(boss):
    call = make_call(pending_partners="block")
    draft = make_eligible_draft(call, confirmation=Confirmation.INVITED)
    with pytest.raises(PendingPartners):
        submit(draft)
    allow(draft, boss, clauses=(), allows_pending=True)

    submission = submit(draft)

    stands = frozen_leave(submission)
    assert stands.partners == ("Chamber of Ghent", "School of Plovdiv")
    assert submission.warned_partners == "Chamber of Ghent\nSchool of Plovdiv"
    fact = cover_of(thaw(submission.snapshot)).facts[-1]
    assert fact.lines[0] == "In spite of: missing confirmations"


def test_clauses_do_not_allow_missing_confirmations(boss):
    call = make_call(pending_partners="block")
    draft = make_eligible_draft(
        call, confirmation=Confirmation.INVITED, duration_months=7
    )
    allow(draft, boss)

    with pytest.raises(PendingPartners):
        submit(draft)


def test_accepted_warning_and_excused_clause_go_together(boss):
    draft = make_eligible_draft(confirmation=Confirmation.INVITED, duration_months=7)
    allow(draft, boss)

    submission = submit(draft, accepts_pending=True)

    stands = frozen_leave(submission)
    assert (stands.clauses, stands.partners) == ((DURATION, GRANT), ())


def test_deadline_is_not_overridden(short, boss):
    allow(short, boss)

    with pytest.raises(DeadlinePassed):
        submit(short, received_at=short.alliance.call.deadline)
    Call.objects.update(deadline=timezone.now() - dt.timedelta(seconds=1))
    with pytest.raises(DeadlinePassed):
        allow(short, boss)


def test_place_in_the_sector_is_not_overridden(short, boss):
    submit(make_eligible_draft(short.alliance.call))
    allow(short, boss)

    with pytest.raises(SectorTaken):
        submit(short)


def test_who_applies_is_not_overridden(boss):
    draft = make_eligible_draft()
    draft.alliance.partnerships.filter(role=Role.APPLICANT).delete()

    with pytest.raises(NothingToOverride):
        allow(draft, boss, clauses=["one-applicant"])
    Override.objects.create(
        proposal=draft, clauses=["one-applicant"], reason="Forged.", given_by=boss
    )
    with pytest.raises(NotEligible):
        submit(draft)


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"clauses": ["min-full-partners"]}, NothingToOverride),
        ({"clauses": []}, NothingToOverride),
        ({"clauses": [], "allows_pending": True}, NothingToOverride),
        ({"reason": " "}, NoReasonGiven),
    ],
)
def test_what_is_met_or_has_no_reason_is_refused(short, boss, values, refusal):
    with pytest.raises(refusal):
        allow(short, boss, **values)

    assert not Override.objects.exists()


def test_only_an_administrator_gives_and_ends_one(short):
    with pytest.raises(NotAllowed):
        allow(short, short.alliance.coordinator)
    with pytest.raises(NotAllowed):
        end_override(proposal=short, by=short.alliance.coordinator)


def test_newer_one_takes_the_place_and_ending_it_refuses_again(short, boss):
    allow(short, boss)
    allow(short, boss, clauses=[DURATION])
    with pytest.raises(NotEligible):
        submit(short)
    allow(short, boss)

    assert end_override(proposal=short, by=boss) is True
    assert end_override(proposal=short, by=boss) is False
    with pytest.raises(NotEligible):
        submit(short)
    assert Override.objects.count() == 3
    kinds = Activity.objects.filter(kind__startswith="override")
    assert list(kinds.order_by("number").values_list("kind", flat=True)) == [
        *["override-given"] * 3,
        "override-ended",
    ]
    assert str(Override.objects.first()).endswith(f": {DURATION}, {GRANT}")


def test_administrator_allows_it_on_a_page_and_takes_it_back(client, short, boss):
    client.force_login(boss)
    url = reverse("override", args=[short.alliance.public_id])
    page = client.get(url).content.decode()
    assert "Allow SKILLS to be submitted" in page
    assert f'value="{DURATION}"' in page

    empty = client.post(url, {"clauses": [DURATION]})
    nothing = client.post(url, {"reason": REASON})
    given = client.post(url, {"clauses": [DURATION, GRANT], "reason": REASON})

    assert (empty.status_code, nothing.status_code, given.status_code) == (
        422,
        422,
        302,
    )
    assert "Name something that is not met now." in nothing.content.decode()
    assert "What is allowed now" in client.get(url).content.decode()
    ended = client.post(reverse("override-end", args=[short.alliance.public_id]))
    assert ended.url == url
    assert not Override.objects.standing().exists()
    again = client.post(reverse("override-end", args=[short.alliance.public_id]))
    assert again.status_code == 302


def test_page_says_what_nobody_overrides_and_when_nothing_has_to_be(client, boss):
    draft = make_eligible_draft()
    client.force_login(boss)
    url = reverse("override", args=[draft.alliance.public_id])
    assert "nothing needs an override" in client.get(url).content.decode()

    draft.alliance.partnerships.filter(role=Role.APPLICANT).delete()
    assert "nobody can override it" in client.get(url).content.decode()

    Call.objects.update(deadline=timezone.now() - dt.timedelta(seconds=1))
    assert "The deadline of this call has passed." in client.get(url).content.decode()


def test_coordinator_sees_what_was_allowed_and_not_the_page_for_it(client, short, boss):
    allow(short, boss, clauses=[DURATION])
    client.force_login(short.alliance.coordinator)

    page = client.get(reverse("submit", args=[short.alliance.public_id]))

    assert REASON in page.content.decode()
    url = reverse("override", args=[short.alliance.public_id])
    assert client.get(url).status_code == 404
