"""The check list: what was looked at, who is open, what was tried."""

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from alliances.enums import Confirmation
from proposals.enums import Use
from proposals.errors import NotEligible, Refused
from proposals.models import FormSection, Proposal
from proposals.selectors.standing.verdicts import Verdict, report_of
from proposals.selectors.submissions.submission import (
    changes_since,
    open_clauses,
    submit_page,
)
from proposals.selectors.submissions.submission_checks import Check, Point
from proposals.services.answers import Reply, save_answer
from proposals.snapshots import take
from tests.factories import (
    add,
    make_call,
    make_draft,
    make_eligible_draft,
    submit,
)
from tests.proposals.services.forms import make_draft_with_form
from tests.proposals.services.work_plans import add_package, make_draft_with_plan

pytestmark = pytest.mark.django_db


def page_of(proposal):
    return submit_page(proposal, proposal.alliance.coordinator, now=timezone.now())


def test_complete_and_confirmed_draft_is_met_three_times():
    page = page_of(make_eligible_draft())

    assert page.eligibility == Check(
        Verdict("met", "Met"),
        "Eligibility",
        (
            "As planned: Meets the 10 clauses we can check.",
            "As confirmed: Meets the 10 clauses we can check.",
        ),
    )
    assert page.facts == Check(
        Verdict("met", "Complete"),
        "Facts complete",
        ("48 months, €3,900,000 requested",),
    )
    assert page.partners == Check(
        Verdict("met", "Complete"), "Every partner has confirmed"
    )
    assert page.asked_partners == ()
    assert page.applicant == "University of Soria"
    assert page.decision.allowed is True


def test_a_call_without_a_form_has_no_line_for_it():
    assert page_of(make_eligible_draft()).form is None


def test_sections_nobody_completed_are_named_and_stop_nobody():
    draft = make_draft_with_form()

    assert page_of(draft).form == Check(
        Verdict("unknown", "Warning"),
        "You have completed 0 of 3 sections of the form",
        ("It can be submitted all the same, with what is written so far.",),
        (
            "Summary: Not started",
            "Instruments: Not started",
            "Partners: Not started",
        ),
    )


def test_nothing_is_said_to_fit_where_there_is_no_form():
    assert page_of(make_eligible_draft()).fits is None
    assert page_of(make_draft_with_form()).fits == Check(
        Verdict("met", "Complete"), "Nothing found that does not fit together"
    )


@pytest.mark.parametrize(
    ("late", "title", "more"),
    [
        (1, "1 thing does not fit together", ()),
        (8, "8 things do not fit together", ()),
        (9, "9 things do not fit together", ("1 more",)),
    ],
)
def test_what_does_not_fit_leads_to_its_place(late, title, more):
    draft = make_draft_with_plan()
    for _ in range(late):
        add_package(draft, start_month=1, end_month=49, lead=1)

    found: Any = page_of(draft).fits

    place = reverse("work-package", args=[draft.alliance.public_id, 1])
    assert (found.title, found.names) == (title, more)
    assert found.points[0] == Point(
        "WP1 ends in M49, the project in M48.", f"{place}#id_end_month"
    )
    assert len(found.points) == min(late, 8)


def test_completed_sections_are_met():
    draft = make_draft_with_form()
    for question, partner in (
        *(("what", None), ("why", None), ("eqf", None)),
        *(("role", number) for number in (1, 2, 3)),
    ):
        save_answer(
            proposal=draft,
            question=question,
            reply=Reply("A text", Use.USED),
            version=0,
            by=draft.alliance.coordinator,
            partner=partner,
        )
    for code in ("summary", "instruments", "partners"):
        FormSection.objects.create(
            proposal=draft,
            code=code,
            completed_at=timezone.now(),
            completed_by=draft.alliance.coordinator,
        )

    assert page_of(draft).form == Check(
        Verdict("met", "Complete"), "Every section is completed"
    )


def test_missing_facts_are_named():
    page = page_of(
        make_draft(title="", sector="", duration_months=None, grant_requested_eur=None)
    )

    assert page.facts == Check(
        Verdict("unknown", "Missing"),
        "Facts",
        ("Missing: the title, the sector, the duration and the grant requested.",),
    )


def test_nothing_requested_is_a_stated_grant():
    page = page_of(make_draft(grant_requested_eur=Decimal(0)))

    assert page.facts.details == ("48 months, €0 requested",)


def test_draft_without_partners_says_so():
    page = page_of(make_draft())

    assert page.partners.details == ("No organisation has been added yet.",)
    assert page.applicant == ""


def test_unconfirmed_partners_are_named_and_asked_about_where_the_call_warns():
    page = page_of(make_eligible_draft(confirmation=Confirmation.INVITED))

    assert page.partners == Check(
        Verdict("unknown", "Warning"),
        "2 partners have not confirmed",
        ("This call lets you submit; the pack prints it as it is.",),
        points=page.partners.points,
    )
    assert [each.words for each in page.partners.points] == [
        "P2 Chamber of Ghent: Invited",
        "P3 School of Plovdiv: Invited",
    ]
    assert page.asked_partners == ("P2 Chamber of Ghent", "P3 School of Plovdiv")


def test_unconfirmed_partners_are_not_asked_about_where_the_call_blocks():
    call = make_call(pending_partners="block")
    page = page_of(make_eligible_draft(call, confirmation=Confirmation.INVITED))

    assert page.partners.verdict == Verdict("not-met", "Warning")
    assert page.partners.details == (
        "This call asks every partner to confirm first.",
        "Ask whoever is open, once more if need be, or remove who does not answer.",
    )
    assert page.asked_partners == ()


def test_spare_unconfirmed_partner_needs_no_warning():
    proposal = make_eligible_draft()
    add(proposal, "One more", "DE", confirmation=Confirmation.INVITED)
    page = page_of(proposal)

    assert [e.words for e in page.partners.points] == ["P4 One more: Invited"]
    assert page.asked_partners == ()


def test_history_says_why_nothing_can_be_submitted():
    page = page_of(make_draft(make_call("2020", takes_submissions=False)))

    assert page.is_history is True
    assert page.decision.allowed is False
    assert (
        str(page.decision.reason)
        == "This call takes no submissions here. It is for practice."
    )


def test_history_speaks_of_its_rules_in_the_past():
    call = make_call("2020", takes_submissions=False)
    page = page_of(make_eligible_draft(call, confirmation=Confirmation.INVITED))

    assert page.partners.details == (
        "In this call mandates followed selection. The pack prints who is open.",
    )


def test_attempts_are_listed_with_their_reasons_newest_first():
    proposal = make_eligible_draft(duration_months=7)
    with pytest.raises(Refused):
        submit(proposal)
    Proposal.objects.update(duration_months=48)
    live = submit(proposal)

    accepted, refused = page_of(proposal).attempts

    assert (accepted.result, accepted.number) == ("Accepted", live.number)
    assert (refused.result, refused.number) == ("Refused", "")
    assert refused.verdict == Verdict("not-met", "Refused")
    assert refused.reason.startswith("A clause that decides eligibility is not met")
    assert page_of(proposal).number == live.number


def test_changes_since_a_page_was_shown_are_told():
    proposal = make_eligible_draft()
    seen = page_of(proposal).seen
    add(proposal, "One more", "DE")

    assert changes_since(proposal, seen) == (
        "Added: P4 One more, Germany, Full partner, type not stated, Confirmed",
    )
    assert changes_since(proposal, "not ours") == ()


def test_only_open_blocking_clauses_are_told():
    proposal = make_eligible_draft(grant_requested_eur=None)
    report = report_of(proposal, take(proposal), now=timezone.now())

    assert open_clauses(report) == (
        (
            "grant-within-ceiling. Cannot tell yet: no grant is stated; the ceiling is"
            " €4,000,000."
        ),
    )
    with pytest.raises(NotEligible):
        submit(proposal)


@pytest.mark.parametrize("partners", [1, 3])
def test_page_costs_the_same_for_every_number_of_partners_and_attempts(
    partners, django_assert_num_queries
):
    proposal = make_eligible_draft()
    for number in range(partners):
        add(proposal, f"Partner {number}", "DE")
        submit(proposal)
    proposal = (
        type(proposal)
        .objects.select_related(
            "rulebook",
            *(f"alliance__{name}" for name in ("call", "lot", "project_type")),
        )
        .get(pk=proposal.pk)
    )
    user = proposal.alliance.coordinator

    with django_assert_num_queries(7):
        submit_page(proposal, user, now=timezone.now())
