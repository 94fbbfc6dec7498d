"""The second draft of the demo: whole, within limits, open where it is meant."""

import datetime as dt
import json
from collections import Counter

import jsonschema
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from alliances.enums import Confirmation
from alliances.models import Alliance, User
from eligibility.catalogue import published_rulebook
from eligibility.core import Outcome
from eligibility.services.assess import assess
from proposals.completeness import findings_of
from proposals.demo import EDITOR, PARTNER_CONTACT, WHOLE_PROPOSAL
from proposals.files.counting import characters
from proposals.files.form import asked_partners
from proposals.files.proposal_file import Part
from proposals.management.demo_draft import whole_proposal
from proposals.models import (
    Answer,
    AnswerCopy,
    AnswerVersion,
    Colleague,
    Comment,
    CommentThread,
    ConfirmationRequest,
    Effort,
    FormSection,
    News,
    OccupationalProfile,
    PartA,
    Proposal,
    Task,
)
from proposals.policies import seat_of
from proposals.selectors.asking.own_requests import own_requests_page
from proposals.selectors.drafts.contents import form_contents
from proposals.selectors.files.proposal_files import read_proposal
from proposals.selectors.form.application_forms import form_sections
from proposals.selectors.log.activity_chain import verify_chains
from proposals.snapshots import take
from proposals.snapshots.statements import statements_of
from tests.factories import publish_shipped_call

pytestmark = pytest.mark.django_db

KINDS = (Answer, AnswerVersion, Effort, Task, OccupationalProfile, FormSection)
LIFE = (Colleague, Comment, CommentThread, ConfirmationRequest)


@pytest.fixture
def draft(settings):
    settings.DEMO = True
    publish_shipped_call("rehearsal")
    call_command("load_forms", verbosity=0)
    call_command("load_demo", verbosity=0)
    return Proposal.objects.get(alliance__acronym="RAILWRIGHT")


def questions_of(draft):
    return {q.code: q for each in form_sections(draft) for q in each.questions}


def test_only_what_is_meant_to_be_open_is_open(draft):
    findings = findings_of(form_contents(draft))

    assert [each.sentence for each in findings] == [
        "P2, P7, P9, P14, P16 and P20 have not confirmed.",
        "Not answered: How are results open to everybody?",
        "1 open comment: What stays after the project?",
        "1 open comment: How are results open to everybody?",
    ]


def test_every_clause_that_decides_is_met_as_planned(draft):
    rulebook = published_rulebook(draft.rulebook)
    report = assess(
        snapshot=take(draft), rulebook=rulebook, on=rulebook.deadline.date()
    )

    assert {each.planned.outcome for each in report.findings} == {Outcome.MET}


def test_every_answer_is_within_its_limit_and_almost_every_question_is_answered(draft):
    asked = questions_of(draft)
    roles = {each.number: each.role for each in draft.alliance.partnerships.all()}
    answers = {
        (each.question, each.partnership and each.partnership.number): each
        for each in Answer.objects.select_related("partnership")
    }

    too_long = [
        place
        for place, answer in answers.items()
        if characters(answer.text) > asked[place[0]].limit
    ]
    places = {
        (question.code, number)
        for question in asked.values()
        for number in asked_partners(question, roles)
    }
    assert too_long == []
    assert places - answers.keys() == {("summary-english", None), ("open-access", None)}
    assert answers.keys() - places == set()


def test_no_paragraph_is_there_twice():
    texts = [str(row["text"]) for row in whole_proposal().of(Part.ANSWERS).values()]
    paragraphs = [each for text in texts for each in text.split("\n\n")]

    assert len(set(paragraphs)) == len(paragraphs)


def test_the_draft_says_what_its_files_say(draft):
    stated = whole_proposal()

    read = read_proposal(draft, frozenset(Part)).file

    assert (read.call, read.lot) == (stated.call, stated.lot)
    for part in Part:
        assert read.of(part) == {
            place: row
            for place, row in stated.of(part).items()
            if place in read.rows or any(row.values())
        }, part


def test_the_file_is_one_of_the_published_format(draft):  # noqa: ARG001  # the schema needs no rows, the folder does
    folder = WHOLE_PROPOSAL.parents[1] / "schemas"
    schema = json.loads((folder / "ssa-proposal-1.schema.json").read_text("utf-8"))
    document = json.loads((WHOLE_PROPOSAL / "proposal.json").read_text("utf-8"))

    jsonschema.validate(document, schema)


def test_twenty_partners_answered_or_were_asked_or_wait(draft):
    partners = list(draft.alliance.partnerships.all())
    counted = {
        each.value: sum(one.confirmation == each for one in partners)
        for each in Confirmation
    }
    statements = statements_of(draft)

    assert counted == {
        "not_invited": 4,
        "invited": 3,
        "confirmed": 13,
        "declined": 0,
        "withdrawn": 0,
    }
    (came_back,) = ConfirmationRequest.objects.exclude(problem="")
    assert came_back.partnership.number == 9
    for request in ConfirmationRequest.objects.exclude(answer=""):
        covered = statements.of(request.partnership)
        assert request.covered_digest == covered.digest
        assert request.covered_text == covered.text


def test_colleagues_have_the_seats_they_were_given(draft):
    editor = User.objects.get(email=EDITOR.email)
    contact = User.objects.get(email=PARTNER_CONTACT.email)

    assert bool(seat_of(editor, draft).answer(None)) is True
    assert bool(seat_of(contact, draft).answer(None)) is False
    assert bool(seat_of(contact, draft).answer(11)) is True


def test_twice_changes_nothing(draft):  # noqa: ARG001  # loaded once by it
    before = [list(each.objects.order_by("pk").values()) for each in (*KINDS, *LIFE)]

    call_command("load_demo", verbosity=0)

    after = [list(each.objects.order_by("pk").values()) for each in (*KINDS, *LIFE)]
    assert after == before
    assert Alliance.objects.filter(acronym="RAILWRIGHT").count() == 1


def test_a_call_that_is_not_published_is_told(draft, monkeypatch):
    Alliance.objects.filter(pk=draft.alliance_id).update(acronym="Another")
    monkeypatch.setattr(
        "proposals.services.whole_drafts.stated_project_type", refuse_everything
    )

    with pytest.raises(CommandError, match="`load_calls` publishes the calls"):
        call_command("load_demo", verbosity=0)


def refuse_everything(**_stated):
    from alliances.files.problems import refuse  # noqa: PLC0415  # only here

    raise refuse("/call", "rehearsal", "a call")


def test_part_a_names_who_represents_the_applicant_and_leaves_some_open(draft):
    given = PartA.objects.filter(partnership__alliance=draft.alliance_id)
    given = given.order_by("partnership__number")
    without = given.filter(representative_name="")

    assert given.count() == 15
    assert given[0].representative_function == "Rector"
    assert [each.partnership.number for each in without] == [14]


def test_the_timeline_tells_how_it_came_about(draft):
    acts = list(draft.activity.order_by("number"))
    kinds = Counter(each.kind for each in acts)

    assert kinds == {
        "opened": 1,
        "file-taken": 1,
        "invited": 2,
        "joined": 2,
        "asked": 16,
        "confirmed": 13,
        "partner-changed": 15,
        "section-assigned": 7,
        "section-completed": 12,
        "commented": 5,
        "comments-settled": 1,
    }
    moments = [each.at for each in acts]
    assert moments == sorted(moments)
    assert (timezone.now() - moments[0]).days in {20, 21}
    assert moments[-1] < timezone.now() - dt.timedelta(days=1)
    assert verify_chains(proposal=draft).breaks == ()


def test_mails_went_when_people_acted_and_none_waits(draft):
    letters = [
        *ConfirmationRequest.objects.filter(partnership__alliance=draft.alliance),
        *AnswerCopy.objects.all(),
        *Colleague.objects.all(),
    ]

    states = Counter(each.letter_state for each in letters)
    assert states == {"sent": 30, "bounced": 1}
    assert all(each.queued_at < each.mailed_at < timezone.now() for each in letters)


def test_contact_with_an_account_finds_what_it_was_asked(draft):
    contact = User.objects.get(email="partner@demo.example")

    (row,) = own_requests_page(contact, now=timezone.now()).rows

    asked = draft.alliance.partnerships.get(number=11)
    assert (row.organisation, row.email) == (asked.name, contact.email)
    assert row.state.startswith("Confirmed")


def test_nothing_of_the_story_is_news(draft):
    head = draft.activity.latest("number").number

    assert draft.news_cursor.number == head
    assert not News.objects.filter(proposal=draft).exists()
