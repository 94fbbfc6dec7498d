"""What each act leaves in the log: its kind, its partner, and facts without texts."""

import json
import uuid
from decimal import Decimal
from typing import Any

import pytest

from proposals.enums import ActivityKind, ColleagueRole
from proposals.errors import NotEligible
from proposals.models import Activity, Colleague
from proposals.selectors.log.activity_chain import verify_chains
from proposals.services.activity import note_act
from proposals.services.archive import archive_alliance, unarchive_alliance
from proposals.services.budgets import take_budget_amount
from proposals.services.colleagues import (
    Duty,
    change_duty,
    decline_invitation,
    invite_colleague,
    join_proposal,
    leave_proposal,
    remove_colleague,
    restore_colleague,
)
from proposals.services.copies import copy_alliance
from proposals.services.drafts import open_alliance
from proposals.services.form_sections import (
    assign_section,
    complete_part,
    complete_section,
    reopen_part,
    reopen_section,
)
from proposals.services.packs import request_pack
from proposals.services.submissions import withdraw_submission
from tests.factories import (
    make_colleague,
    make_draft,
    make_eligible_draft,
    make_user,
    submit,
)
from tests.proposals.services.forms import make_draft_with_form
from tests.proposals.services.test_form_parts import write
from tests.proposals.services.test_form_sections import answer_summary

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sent")]


def log_of(draft):
    """Return kind, partner and facts of each row; the chain must hold."""
    assert verify_chains().breaks == ()
    return [
        (each.kind, each.partner, json.loads(each.facts))
        for each in Activity.objects.filter(proposal=draft)
    ]


def test_opening_facts_and_archive():
    proposal = make_draft()
    by = proposal.alliance.coordinator
    kind = proposal.alliance.project_type
    draft = open_alliance(acronym="NEW", title="New", project_type=kind, by=by)
    amount = Decimal("250000.00")

    take_budget_amount(proposal=draft, amount=amount, facts_version=1, by=by)
    for act in (archive_alliance, unarchive_alliance):
        act(proposal=draft, by=by)
        act(proposal=draft, by=by)

    assert log_of(draft) == [
        ("opened", None, {"rules": 1}),
        (
            *("facts-changed", None),
            {
                "changed": ["grant_requested_eur"],
                "grant_requested_eur": [None, "250000.00"],
            },
        ),
        ("archived", None, {}),
        ("unarchived", None, {}),
    ]


def test_copy_says_of_what_it_is_one():
    source = make_eligible_draft()

    copy = copy_alliance(
        proposal=source,
        project_type=source.alliance.project_type,
        acronym="COPY",
        request_key=uuid.uuid4(),
        by=source.alliance.coordinator,
    )

    came_from = {"source": str(source.alliance.public_id), "partners": 3}
    assert log_of(copy)[1] == ("copied", None, came_from)
    assert log_of(source) == []


def test_duty_that_two_tabs_change_is_noted_as_it_changed():
    """Each tab read the colleague before the other pressed."""
    draft = make_eligible_draft()
    by = draft.alliance.coordinator
    make_colleague(draft)
    one, other = Colleague.objects.get(), Colleague.objects.get()
    reads, writes = Duty(ColleagueRole.VIEWER), Duty(ColleagueRole.EDITOR)

    change_duty(colleague=one, duty=reads, by=by)
    change_duty(colleague=other, duty=reads, by=by)
    change_duty(colleague=other, duty=writes, by=by)

    assert Colleague.objects.get().role == ColleagueRole.EDITOR
    assert log_of(draft) == [
        ("duty-changed", None, {"role": "viewer"}),
        ("duty-changed", None, {"role": "editor"}),
    ]


def test_who_joins_is_noted_with_the_duty_it_has_by_then():
    draft = make_eligible_draft()
    by, jonas = draft.alliance.coordinator, make_user()
    seen = invite_colleague(proposal=draft, email=jonas.email, by=by)
    change_duty(
        colleague=Colleague.objects.get(), duty=Duty(ColleagueRole.VIEWER), by=by
    )

    join_proposal(colleague=seen, by=jonas)

    assert log_of(draft)[-1] == ("joined", None, {"role": "viewer"})


def test_colleague_is_invited_joins_changes_leaves_and_is_put_back():
    draft = make_eligible_draft()
    by = draft.alliance.coordinator
    jonas = make_user()
    row = invite_colleague(proposal=draft, email=jonas.email, by=by)

    for _twice in range(2):
        join_proposal(colleague=row, by=jonas)
    contact = Duty(ColleagueRole.CONTACT, 2)
    for _twice in range(2):
        row = Colleague.objects.get()
        change_duty(colleague=row, duty=contact, by=by)
    for _twice in range(2):
        remove_colleague(colleague=Colleague.objects.get(), by=by)
    for _twice in range(2):
        restore_colleague(colleague=Colleague.objects.get(), by=by)
    for _twice in range(2):
        leave_proposal(proposal=draft, by=jonas)

    assert log_of(draft) == [
        ("invited", None, {"role": "editor"}),
        ("joined", None, {"role": "editor"}),
        ("duty-changed", 2, {"role": "contact"}),
        ("colleague-removed", 2, {}),
        ("colleague-restored", 2, {}),
        ("left", None, {}),
    ]
    whom = Activity.objects.values_list("kind", "whom")
    assert {kind for kind, person in whom if not person} == {"joined", "left"}


def test_invitation_is_declined_once():
    draft = make_draft()
    jonas = make_user()
    row = invite_colleague(
        proposal=draft, email=jonas.email, by=draft.alliance.coordinator
    )

    for _twice in range(2):
        decline_invitation(colleague=row, by=jonas)

    assert [kind for kind, *_rest in log_of(draft)] == [
        "invited",
        "invitation-declined",
    ]


def test_section_is_assigned_completed_and_reopened_once_each():
    draft = make_draft_with_form()
    by = draft.alliance.coordinator
    at: dict[str, Any] = {"proposal": draft, "section": "summary", "by": by}
    answer_summary(draft)

    for _twice in range(2):
        assign_section(**at, person=by.pk, version=0)
    for act in (complete_section, reopen_section):
        act(**at)
        act(**at)

    assert log_of(draft) == [
        ("section-assigned", None, {"section": "summary"}),
        ("section-completed", None, {"section": "summary"}),
        ("section-reopened", None, {"section": "summary"}),
    ]
    assert Activity.objects.get(number=1).whom != ""


def test_section_given_again_to_whom_it_belongs_is_no_act():
    draft = make_draft_with_form()
    by = draft.alliance.coordinator
    at: dict[str, Any] = {"proposal": draft, "section": "summary", "by": by}

    first = assign_section(**at, person=by.pk, version=0)
    again = assign_section(**at, person=by.pk, version=first.version)

    assert again.version == first.version
    assert [kind for kind, *_rest in log_of(draft)] == ["section-assigned"]


def test_part_of_a_partner_is_done_and_taken_back_once_each():
    draft = make_draft_with_form()
    contact = make_colleague(draft, role="contact", partner=2)
    at: dict[str, Any] = {"proposal": draft, "section": "partners", "partner": 2}
    write(draft, 2)

    for act in (complete_part, reopen_part):
        act(**at, by=contact)
        act(**at, by=contact)

    assert log_of(draft) == [
        ("section-completed", 2, {"section": "partners"}),
        ("section-reopened", 2, {"section": "partners"}),
    ]


def test_submission_pack_and_withdrawal():
    draft = make_eligible_draft()
    by = draft.alliance.coordinator
    key = uuid.uuid4()
    submission = submit(draft, idempotency_key=key)
    submit(draft, idempotency_key=key)
    pack = request_pack(proposal=draft, prints_withdrawals=True, by=by)
    request_pack(proposal=draft, prints_withdrawals=True, by=by)
    withdraw_submission(submission=submission, by=by)

    number = {"submission": submission.number}
    assert log_of(draft) == [
        ("submitted", None, {**number, "sha256": submission.sha256}),
        ("pack-requested", None, {"content": pack.digest}),
        ("withdrawn", None, number),
    ]


def test_refused_submission_says_by_which_rule_of_ours():
    draft = make_draft()

    with pytest.raises(NotEligible):
        submit(draft)

    assert log_of(draft) == [("submission-refused", None, {"why": "NotEligible"})]


def test_what_was_saved_as_it_stood_leaves_no_row():
    draft = make_draft()
    by, kind = draft.alliance.coordinator, ActivityKind.FACTS_CHANGED

    for changed in ([], ["title"]):
        note_act(draft=draft, kind=kind, by=by, facts={"changed": changed})

    assert log_of(draft) == [("facts-changed", None, {"changed": ["title"]})]
