"""Who is open before a submission: how far each is, and where something can be done."""

import pytest
from django.urls import reverse
from django.utils import timezone

from alliances.enums import Confirmation
from proposals.enums import ChangedField, LetterState
from proposals.models import ConfirmationRequest
from proposals.selectors.consortium.listed_partners import listed_partners
from proposals.selectors.standing.verdicts import Verdict
from proposals.selectors.submissions.pending_partners import pending_check
from proposals.selectors.submissions.submission_checks import Check, Point
from proposals.services.confirmations import ask_for_change, disown_organisation
from proposals.snapshots import take
from tests.factories import add, make_eligible_draft
from tests.proposals.services.asking import ask, ask_by_mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_eligible_draft(confirmation=Confirmation.NOT_INVITED)


def check(draft):
    rows = listed_partners(draft.alliance_id)
    return pending_check(draft, take(draft), rows, now=timezone.now())


def at(name, draft, *more):
    return reverse(name, args=[draft.alliance.public_id, *more])


def test_each_leads_to_what_can_be_done_about_it(draft):
    add(draft, "Port of Gdansk", "PL", confirmation=Confirmation.NOT_INVITED)
    ask_for_change(
        token=ask_by_mail(draft),
        name="Anna",
        function="",
        proposed={ChangedField.COUNTRY: "FR"},
        words="",
    )
    disown_organisation(token=ask_by_mail(draft, 3), name="")
    asking = at("partner-invitations", draft)

    assert [(each.words, each.url) for each in check(draft).points] == [
        ("P2 Chamber of Ghent: Asked for a change", at("partner-answer", draft, 2)),
        ("P3 School of Plovdiv: Wrong address", f"{asking}#id_email-3"),
        ("P4 Port of Gdansk: Not yet invited", f"{asking}#id_email-4"),
    ]


@pytest.mark.parametrize(("number", "folded"), [(20, 0), (21, 1), (69, 49)])
def test_more_than_twenty_points_are_folded(number, folded):
    points = tuple(Point(f"P{each}", "#") for each in range(number))
    line = Check(Verdict("unknown", "Warning"), "Partners", points=points)

    assert line.shown + line.folded == points
    assert len(line.folded) == folded


def test_who_was_asked_in_vain_leads_to_the_other_address(draft):
    ask(draft)
    ConfirmationRequest.objects.update(letter_state=LetterState.BOUNCED)

    asking = at("partner-invitations", draft)
    first = check(draft).points[0]

    assert (first.words, first.url) == (
        "P2 Chamber of Ghent: Mail came back",
        f"{asking}#id_elsewhere-2",
    )


def test_confirmations_of_the_file_are_said_to_count_once_given(draft):
    draft.alliance.partnerships.filter(number=2).update(stated_answer="confirmed")

    assert check(draft).details[-1] == (
        "1 partner is confirmed in the imported file only. As confirmed, it counts"
        " once it has confirmed here."
    )


@pytest.mark.parametrize("partners", [1, 3])
def test_line_costs_one_query_however_many_are_open(
    draft, partners, django_assert_num_queries
):
    for number in range(partners):
        add(draft, f"School {number}", "DE", confirmation=Confirmation.INVITED)
    snapshot, rows, now = (
        take(draft),
        listed_partners(draft.alliance_id),
        timezone.now(),
    )

    with django_assert_num_queries(1):
        pending_check(draft, snapshot, rows, now=now)
