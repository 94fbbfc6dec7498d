"""Rows of the page that checks all answers: the form's questions and its tables."""

from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eligibility.core import Standing
from eligibility.words import figure, money
from proposals.budget import Journey, MobilityCost
from proposals.completeness import (
    Contents,
    Destination,
    Package,
    Place,
    Sort,
    span_words,
)
from proposals.enums import WORKING_ROLES, Traveller, Use
from proposals.files.form import Per, Question, QuestionKind, Section, asked_partners
from proposals.models import Answer
from proposals.selectors.form.answer_fields import saved_words
from proposals.selectors.form.profiles import code_words, level_words
from proposals.selectors.submissions.draft_texts import DraftTexts
from proposals.selectors.submissions.submitted_before import Since
from proposals.snapshots import FrozenPartA

NO_PART_A = FrozenPartA()


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One thing as it will be frozen."""

    key: str
    """Its place in the page."""
    title: str
    to: Destination
    """Where it is changed."""
    who: str = ""
    """The partner it is asked of."""
    text: str = ""
    details: tuple[str, ...] = ()
    missing: str = ""
    """That nothing is said, in words; empty where something is."""
    said: str = ""
    """When it was saved last, and by whom."""
    is_changed: bool = False
    """Whether the submission that stands says otherwise."""


@dataclass(frozen=True, slots=True)
class Written:
    """What the rows are read from."""

    contents: Contents
    answers: Mapping[tuple[str, int | None], Answer]
    texts: DraftTexts
    since: Since
    """Where they say otherwise than the submission that stands."""


def question_rows(section: Section, written: Written) -> Iterator[CheckRow]:
    """Return each question with what everybody who is asked answered."""
    for question in section.questions:
        for number in asked_partners(question, written.contents.roles):
            yield _question(section, question, number, written)


def _question(
    section: Section, question: Question, number: int | None, written: Written
) -> CheckRow:
    answer = written.answers.get((question.code, number))
    text, use = (answer.text, answer.use) if answer else ("", "")
    is_given = bool(text.strip() or use)
    return CheckRow(
        key=f"{question.code}-{number}" if number else question.code,
        title=question.title,
        to=Destination(Place.ANSWER, (section.code, question.code, number)),
        who="" if question.per is Per.PROPOSAL else written.contents.named(number or 0),
        text=text,
        details=tuple(_details(question, use, written.contents)),
        missing="" if is_given else _missing(question),
        said=saved_words(answer) if answer and is_given else "",
        is_changed=written.since.has("answer", (question.code, number)),
    )


def _missing(question: Question) -> str:
    if question.is_required:
        return _("Not answered.")
    return _("Not answered. The question is optional.")


def _details(question: Question, use: str, contents: Contents) -> Iterator[str]:
    if question.kind is QuestionKind.INSTRUMENT and use:
        yield str(Use(use).label)
    if question.kind is QuestionKind.ACTIVITY:
        carrying = sorted(contents.carried.get(question.code, ()))
        labels = ", ".join(f"WP{number}" for number in carrying)
        yield labels or _("In no work package")


def profile_rows(written: Written) -> Iterator[CheckRow]:
    """Return the occupational profiles."""
    for each in written.contents.profiles:
        yield CheckRow(
            key=f"profile-{each.number}",
            title=each.title,
            to=Destination(Place.PROFILE, (each.number, "title")),
            details=(code_words(each.code), level_words(each.level)),
            is_changed=written.since.has("profile", each.number),
        )


def package_rows(written: Written) -> Iterator[CheckRow]:
    """Return the work packages with what is in them, counted."""
    for each in written.contents.packages:
        text = written.texts.descriptions.get(each.number, "")
        yield CheckRow(
            key=f"package-{each.number}",
            title=f"{each.label} {each.title}",
            to=Destination(Place.PACKAGE, (each.number, "title")),
            text=text,
            details=tuple(_of_package(each)),
            missing="" if text.strip() else _("No description."),
            is_changed=written.since.has("package", each.number),
        )


def _of_package(package: Package) -> Iterator[str]:
    yield str(package.kind.label)
    yield span_words(package.start, package.end)
    yield _("Lead P%d") % package.lead if package.lead else _("No lead yet")
    tasks, results, milestones = (
        sum(each.sort is sort for each in package.parts) for sort in Sort
    )
    if tasks:
        yield ngettext("%d task", "%d tasks", tasks) % tasks
    if results:
        yield ngettext("%d result", "%d results", results) % results
    if milestones:
        yield ngettext("%d milestone", "%d milestones", milestones) % milestones


def effort_rows(written: Written) -> Iterator[CheckRow]:
    """Return the days and the grant of each partner who gets one."""
    for each in written.contents.budget.partners:
        number = each.payee.number
        words = ngettext("%s day", "%s days", 1 if each.days == 1 else 2)
        yield CheckRow(
            key=f"days-{number}",
            title=written.contents.named(number),
            to=Destination(Place.EFFORT, (number, None)),
            details=(words % figure(each.days), money(each.grant.total))
            if each.days
            else (),
            missing="" if each.days else _("No days yet."),
            is_changed=written.since.has("days", number),
        )


def part_a_rows(written: Written) -> Iterator[CheckRow]:
    """Return Part A of each organisation that works."""
    for number, role in written.contents.roles.items():
        if role.value in WORKING_ROLES:
            given = written.texts.parts_a.get(number, NO_PART_A)
            details = tuple([each for each in astuple(given) if each])
            yield CheckRow(
                key=f"part-a-{number}",
                title=written.contents.named(number),
                to=Destination(Place.PART_A, (number, "street")),
                details=details,
                missing="" if details else _("Nothing given."),
                is_changed=written.since.has("part a", number),
            )


def added_value_rows(written: Written) -> Iterator[CheckRow]:
    """Return what each organisation in a Partner country brings."""
    for number, each in written.contents.by_number.items():
        if each.place and each.place.standing is Standing.PARTNER:
            text = written.texts.added_values.get(number, "")
            yield CheckRow(
                key=f"added-value-{number}",
                title=written.contents.named(number),
                to=Destination(Place.PARTNER, (number, "added_value")),
                text=text,
                missing="" if text.strip() else _("Not answered."),
                is_changed=written.since.has("added value", number),
            )


def line_rows(written: Written) -> Iterator[CheckRow]:
    """Return the mobility lines that are counted."""
    for journey, cost in written.contents.budget.journeys:
        yield CheckRow(
            key=f"line-{journey.key}",
            title=f"M{journey.key} {written.contents.named(journey.payee)}",
            to=Destination(Place.MOBILITY, (journey.key, "partner")),
            details=tuple(_of_line(journey, cost)),
            is_changed=written.since.has("line", journey.key),
        )


def _of_line(journey: Journey, cost: MobilityCost) -> Iterator[str]:
    who = str(Traveller(journey.traveller).label)
    yield f"{figure(journey.participants)} × {who}"
    if journey.distance_km is not None:
        yield _("%s km one way") % figure(journey.distance_km)
    if journey.days is not None:
        yield ngettext("%s day", "%s days", 1 if journey.days == 1 else 2) % figure(
            journey.days
        )
    yield money(cost.grant.total)
