"""The form in a frozen application: each question, and a reply of all it is asked."""

import pytest

from alliances.enums import Confirmation
from alliances.models import Partnership
from proposals.files.form import Per, QuestionKind, SectionKind
from proposals.models import ActivityCoverage, FormVersion
from proposals.services.answers import Reply, save_answer
from proposals.snapshots import FrozenReply
from tests.factories import make_eligible_draft
from tests.proposals.services.forms import make_draft_with_form
from tests.proposals.services.work_plans import add_package, make_draft_with_plan
from tests.proposals.snapshots.freezing import frozen, frozen_text

pytestmark = pytest.mark.django_db


def say(draft, question, text, *, use="", partner=None):
    save_answer(
        proposal=draft,
        question=question,
        reply=Reply(text, use),
        version=0,
        by=draft.alliance.coordinator,
        partner=partner,
    )


def question_of(application, code):
    asked = (q for each in application.form.sections for q in each.questions)
    return next(each for each in asked if each.code == code)


def test_draft_without_a_form_has_none():
    assert frozen(make_eligible_draft()).form is None


def test_form_is_frozen_in_the_words_people_saw():
    draft = make_draft_with_form()

    form = frozen(draft).form

    assert (form.title, form.version, form.sha256) == (
        "A small form",
        1,
        FormVersion.objects.get().sha256,
    )
    assert [(each.code, each.kind) for each in form.sections] == [
        ("summary", SectionKind.QUESTIONS),
        ("instruments", SectionKind.QUESTIONS),
        ("partners", SectionKind.QUESTIONS),
    ]
    assert form.has(SectionKind.QUESTIONS)
    assert not form.has(SectionKind.WORK_PLAN)
    what = form.sections[0].questions[0]
    assert (what.title, what.help, what.limit) == ("What will it do?", "", 20)
    assert (what.kind, what.per, what.is_required) == (
        QuestionKind.TEXT,
        Per.PROPOSAL,
        True,
    )


def test_answers_come_back_as_they_were_typed():
    draft = make_draft_with_form()
    text = "First line\n\n  <b>Second</b> & Ω"
    say(draft, "why", text)
    say(draft, "eqf", "", use="not_relevant")

    application = frozen(draft)

    assert question_of(application, "why").replies == (FrozenReply(None, text, ""),)
    (eqf,) = question_of(application, "eqf").replies
    assert (eqf.use, eqf.is_given) == ("not_relevant", True)
    (what,) = question_of(application, "what").replies
    assert (what.text, what.is_given) == ("", False)


def test_each_partner_who_is_asked_has_a_reply():
    draft = make_draft_with_form()
    say(draft, "role", "Leads.", partner=1)
    say(draft, "help", "Rooms.", partner=4)

    application = frozen(draft)

    assert question_of(application, "role").replies == (
        FrozenReply(1, "Leads.", ""),
        FrozenReply(2, "", ""),
        FrozenReply(3, "", ""),
    )
    assert question_of(application, "help").replies == (FrozenReply(4, "Rooms.", ""),)


def test_text_of_who_left_is_not_frozen():
    draft = make_draft_with_form()
    say(draft, "role", "Secret of P3", partner=3)
    before = frozen_text(draft)
    Partnership.objects.filter(alliance=draft.alliance, number=3).update(
        confirmation=Confirmation.DECLINED
    )

    after = frozen_text(draft)

    assert "Secret of P3" in before
    assert "Secret of P3" not in after


def test_activity_names_the_packages_that_carry_it_out():
    draft = make_draft_with_plan()
    packages = [add_package(draft, title=f"Pilots {each}") for each in range(3)]
    for package in packages:
        ActivityCoverage.objects.create(
            proposal=draft, activity="strategy", work_package=package
        )
    packages[1].removed_at = draft.changed_at
    packages[1].save()

    strategy = question_of(frozen(draft), "strategy")

    assert (strategy.kind, strategy.work_packages) == (QuestionKind.ACTIVITY, (1, 3))


def test_changing_one_letter_changes_the_content():
    draft = make_draft_with_form()
    say(draft, "why", "Because.")
    before = frozen_text(draft)
    draft.answers.filter(question="why").update(text="because.")

    assert frozen_text(draft) != before
