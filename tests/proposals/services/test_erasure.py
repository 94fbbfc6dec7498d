"""Forgetting people: names go, answers and frozen applications stay, logs hold."""

import json

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.db.models import EmailField
from django.utils import timezone

from alliances.enums import Confirmation
from proposals.enums import ChangedField, ErasureGround, FigureNews, LetterState
from proposals.models import (
    Activity,
    ActivityPerson,
    Colleague,
    Erasure,
    FigureNotice,
    LateText,
    LinkCode,
    PartA,
    ProposedChange,
    RuleReport,
    Submission,
    SubmissionNotice,
)
from proposals.selectors.letters.letter_kinds import KINDS
from proposals.selectors.log.activity_chain import verify_chains
from proposals.services.colleagues import invite_colleague
from proposals.services.confirmations import ask_for_change, confirm_participation
from proposals.services.erasure import (
    forget_person,
)
from proposals.services.letters import send_letter
from proposals.services.reports import report_rule_publicly
from tests.factories import make_colleague, make_eligible_draft, make_user, submit
from tests.proposals.late import keep_late
from tests.proposals.services.asking import ask, newest_token, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sent")]

ANNA = "anna@school.example"
NOW = timezone.now()


@pytest.fixture
def draft():
    return make_eligible_draft(confirmation="not_invited")


def confirm(request):
    """Confirm by the link of a request, as the page would."""
    send_letter(kind="confirmation-request", key=request.pk)
    draft, number = request.partnership.alliance.proposal, request.partnership.number
    return confirm_participation(
        token=newest_token(),
        name="Anna Kovács",
        function="Head",
        seen_digest=shown(draft, number),
    )


def stated(model):
    return [str(each.email) for each in model.objects.order_by("pk")]


def test_answer_of_a_person_stays_without_the_person(draft):
    request = confirm(ask(draft, email=ANNA))

    forgotten = forget_person(email=" ANNA@school.example ")

    request.refresh_from_db()
    row = draft.alliance.partnerships.get(number=2)
    assert (request.email, request.answered_name, request.answered_function) == (
        *("", "", ""),
    )
    assert (request.answer, row.confirmation) == ("confirmed", "confirmed")
    assert (request.token_digest, request.revoked_at) == (None, None)
    assert {k: v for k, v in forgotten.counts.items() if v} == {
        "log": 2,  # the address that was asked, and the name that signed
        "confirmation-request": 1,
        "answer-copy": 1,
    }


def test_words_of_a_person_about_a_change_go_with_the_person(draft):
    send_letter(kind="confirmation-request", key=ask(draft, email=ANNA).pk)
    ask_for_change(
        token=newest_token(),
        name="Anna Kovács",
        function="Head",
        proposed={ChangedField.NAME: "Another School"},
        words="Call me, Anna Kovács, on 123.",
    )

    forget_person(email=ANNA)

    stated = dict(ProposedChange.objects.values_list("field", "proposed"))
    assert stated == {"name": "Another School", "words": ""}


def test_log_holds_and_says_that_names_went(draft):
    confirm(ask(draft, email=ANNA))

    forget_person(email=ANNA)

    last = Activity.objects.latest("number")
    assert not ActivityPerson.objects.filter(email=ANNA).exists()
    assert (last.kind, json.loads(last.facts)) == ("people-erased", {"people": 1})
    assert verify_chains().breaks == ()


def test_question_that_waits_is_taken_back(draft):
    request = ask(draft, email=ANNA)

    forget_person(email=ANNA)

    request.refresh_from_db()
    row = draft.alliance.partnerships.get(number=2)
    assert request.revoked_at is not None
    assert request.letter_state == LetterState.FAILED
    assert row.confirmation == Confirmation.NOT_INVITED
    kinds = list(Activity.objects.values_list("kind", flat=True))
    assert kinds == ["asked", "revoked", "people-erased"]
    assert not ActivityPerson.objects.filter(email__in=["", ANNA]).exists()


def test_invitations_letters_codes_and_reports_lose_the_address(draft):
    maria = draft.alliance.coordinator
    request = confirm(ask(draft, email=ANNA))
    LinkCode.objects.create(request=request, email=ANNA)
    invite_colleague(proposal=draft, email=ANNA, by=maria)
    FigureNotice.objects.create(
        proposal=draft,
        partnership=request.partnership,
        person=maria,
        by=maria,
        news=FigureNews.APPROVED,
        number=1,
        day=NOW.date(),
        email=ANNA,
        letter_state=LetterState.SENT,
    )
    report_rule_publicly(
        rulebook=draft.rulebook, clause="partners", text="No.", contact=ANNA
    )

    submit(draft, representative=ANNA, accepts_pending=True)

    forgotten = forget_person(email=ANNA)

    assert stated(LinkCode) == stated(Colleague) == stated(FigureNotice) == [""]
    assert set(stated(SubmissionNotice)) == {maria.email, ""}
    assert RuleReport.objects.get().contact == ""
    assert Colleague.objects.get().ended_at is not None
    assert FigureNotice.objects.get().letter_state == LetterState.SENT
    assert forgotten.counts == {
        "log": 2,  # the address that was asked, and the name that signed
        "confirmation-request": 1,
        "colleague-invitation": 1,
        "link-code": 1,
        "answer-copy": 1,
        "change-notice": 0,
        "figure-notice": 1,
        "bulletin": 0,
        "reminder": 0,
        "reset-notice": 0,
        "review-notice": 0,
        "account-letter": 0,
        "sessions": 0,
        "mention": 0,
        "verdict-notice": 0,
        "submission-notice": 1,
        "closing-notice": 0,
        "deadline-notice": 0,
        "rules-notice": 0,
        "reports": 1,
        "contacts": 0,
        "representatives": 0,
        "late-texts": 0,
    }


def test_who_has_access_keeps_it_until_it_ends(draft):
    anna = make_colleague(draft, make_user(ANNA))

    forget_person(email=ANNA)

    assert stated(Colleague) == [ANNA]
    Colleague.objects.update(ended_at=NOW)
    forget_person(email=ANNA)
    assert stated(Colleague) == [""]
    anna.refresh_from_db()
    assert anna.email == ANNA  # an account is closed elsewhere


def test_frozen_application_keeps_its_names_and_is_counted(draft):
    for number in (2, 3):
        confirm(ask(draft, number, f"{number}@school.example"))
    submission = submit(draft)

    forgotten = forget_person(email="2@school.example")

    stored = Submission.objects.get()
    assert "Anna Kovács" in stored.snapshot
    assert (stored.snapshot, stored.sha256) == (submission.snapshot, submission.sha256)
    assert forgotten.submissions == 1


def test_second_time_finds_nothing_and_keeps_no_log(draft):
    confirm(ask(draft, email=ANNA))
    forget_person(email=ANNA)

    forgotten = forget_person(email=ANNA)

    assert set(forgotten.counts.values()) == {0}
    erased = Erasure.objects.get()
    assert (erased.ground, erased.call) == (ErasureGround.PERSON, None)
    assert ANNA not in json.dumps(erased.counts)
    assert str(erased).startswith("Somebody asked for it ")


def test_rehearsal_counts_and_writes_nothing(draft):
    request = confirm(ask(draft, email=ANNA))
    rehearsed = forget_person(email=ANNA, is_rehearsal=True)

    request.refresh_from_db()
    assert (request.email, Erasure.objects.count()) == (ANNA, 0)
    assert forget_person(email=ANNA).counts == rehearsed.counts


def test_others_are_left_alone(draft):
    other = confirm(ask(draft, 3, "other@school.example"))

    forget_person(email=ANNA)

    other.refresh_from_db()
    assert other.answered_name == "Anna Kovács"
    assert Erasure.objects.count() == 0


def test_no_address_is_forgotten_to_be_forgotten():
    """A new table with an address in it is erased too, or this list says why not."""
    known = {ActivityPerson, PartA, RuleReport, *(each.model for each in KINDS)}

    found = {
        model
        for model in apps.get_app_config("proposals").get_models()
        if any(isinstance(field, EmailField) for field in model._meta.fields)
    }

    assert found == known


def test_what_a_person_sent_after_the_close_goes_others_stays(draft):
    anna = make_colleague(draft, make_user(ANNA))
    EmailAddress.objects.get_or_create(user=anna, email=ANNA, verified=True)
    keep_late(draft, "facts", title="Annas", by=anna)
    keep_late(draft, "facts", title="Marias")
    assert forget_person(email=ANNA, is_rehearsal=True).counts["late-texts"] == 1
    assert LateText.objects.count() == 2

    forgotten = forget_person(email=ANNA)

    assert forgotten.counts["late-texts"] == 1
    assert [each.typed for each in LateText.objects.all()] == [{"title": ["Marias"]}]
    assert forget_person(email=ANNA).counts["late-texts"] == 0


@pytest.mark.parametrize("email", [ANNA, "ánna@school.example"])
def test_late_text_with_the_address_of_a_person_in_a_field_goes_too(draft, email):
    keep_late(draft, "part-a", 2, contact_email=email)
    keep_late(draft, "part-a", 3, contact_email=f"jo{email}")

    assert forget_person(email=email).counts["late-texts"] == 1
    assert LateText.objects.get().typed == {"contact_email": [f"jo{email}"]}
