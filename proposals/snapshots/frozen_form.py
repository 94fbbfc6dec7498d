"""The form of a frozen application: what was asked, and what was answered."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from alliances.worded import Worded
from proposals.files.form import (
    ApplicationForm,
    Per,
    Question,
    QuestionKind,
    SectionKind,
    asked_partners,
)
from proposals.models import ActivityCoverage, Answer, FormVersion, Proposal
from proposals.snapshots.application_forms import form_of


@dataclass(frozen=True, slots=True)
class FrozenReply:
    """What one who is asked answered: nothing where text and use are empty."""

    partner: int | None
    """Number of the partner it is asked of; None for the proposal."""
    text: str
    use: str
    """Of an instrument: used, not relevant, or empty while nobody said."""

    @property
    def is_given(self) -> bool:
        """Whether anything was answered."""
        return bool(self.text.strip() or self.use)


@dataclass(frozen=True, slots=True)
class FrozenQuestion:
    """A question as it was asked, with a reply of everybody it was asked of."""

    code: str
    title: str
    help: str
    kind: QuestionKind
    per: Per
    limit: int
    is_required: bool
    replies: tuple[FrozenReply, ...]
    work_packages: tuple[int, ...]
    """Of an activity: the numbers of those that carry it out."""


@dataclass(frozen=True, slots=True)
class FrozenSection:
    """A section of the form as the Lot has it."""

    code: str
    title: str
    help: str
    kind: SectionKind
    questions: tuple[FrozenQuestion, ...]


@dataclass(frozen=True, slots=True)
class FrozenForm:
    """The form that was filled in, in the words people saw."""

    title: str
    version: int
    sha256: str
    """Of the published form."""
    sections: tuple[FrozenSection, ...]

    def has(self, kind: SectionKind) -> bool:
        """Say whether the form has a section of a kind."""
        return any(each.kind is kind for each in self.sections)


def dump_form(proposal: Proposal, roles: Mapping[int, str]) -> dict[str, Any] | None:
    """Return the form with its answers; None where the call has none here.

    Two queries, however long the texts are, one more for a form not read yet. `roles`
    are those of the partners who take part, by number: who left is not asked, and what
    it wrote is not frozen.
    """
    form, version = form_of(proposal), proposal.form
    if form is None or version is None:
        return None
    return _form(form, version, proposal, roles)


def load_form(data: Mapping[str, Any] | None) -> FrozenForm | None:
    """Return the form that `dump_form` wrote."""
    if data is None:
        return None
    sections = tuple([_section(each) for each in data["sections"]])
    return FrozenForm(data["title"], data["version"], data["sha256"], sections)


def _form(
    form: ApplicationForm,
    version: FormVersion,
    proposal: Proposal,
    roles: Mapping[int, str],
) -> dict[str, Any]:
    given, carrying = _given(proposal), _carrying(proposal)
    return {
        "title": form.title,
        "version": version.version,
        "sha256": version.sha256,
        "sections": [
            {
                "code": each.code,
                "title": each.title,
                "help": each.help,
                "kind": each.kind,
                "questions": [
                    {
                        **_question(question),
                        "replies": [
                            _reply(number, given.get((question.code, number)))
                            for number in asked_partners(question, roles)
                        ],
                        "work_packages": carrying[question.code],
                    }
                    for question in each.questions
                ],
            }
            for each in form.for_lot(proposal.alliance.lot.code)
        ],
    }


def _given(proposal: Proposal) -> dict[tuple[str, int | None], tuple[str, str]]:
    return {
        (code, number): (text, use) for code, number, text, use in _answers(proposal.pk)
    }


@Worded
def _answers(proposal: int) -> QuerySet[Answer, Any]:
    rows = Answer.objects.filter(proposal=proposal).order_by()
    return rows.values_list("question", "partnership__number", "text", "use")


def _carrying(proposal: Proposal) -> defaultdict[str, list[int]]:
    """Return the work packages by the activity they carry out."""
    carrying: defaultdict[str, list[int]] = defaultdict(list)
    for code, number in _carriers(proposal.pk):
        carrying[code].append(number)
    return carrying


@Worded
def _carriers(proposal: int) -> QuerySet[ActivityCoverage, Any]:
    rows = ActivityCoverage.objects.filter(
        proposal=proposal, work_package__removed_at__isnull=True
    )
    number = "work_package__number"
    return rows.order_by(number).values_list("activity", number)


def _question(question: Question) -> dict[str, Any]:
    return {
        "code": question.code,
        "title": question.title,
        "help": question.help,
        "kind": question.kind,
        "per": question.per,
        "limit": question.limit,
        "is_required": question.is_required,
    }


def _reply(number: int | None, given: tuple[str, str] | None) -> dict[str, Any]:
    text, use = given or ("", "")
    return {"partner": number, "text": text, "use": use}


def _section(data: Mapping[str, Any]) -> FrozenSection:
    return FrozenSection(
        code=data["code"],
        title=data["title"],
        help=data["help"],
        kind=SectionKind(data["kind"]),
        questions=tuple([_thawed(each) for each in data["questions"]]),
    )


def _thawed(data: Mapping[str, Any]) -> FrozenQuestion:
    return FrozenQuestion(
        **{
            **data,
            "kind": QuestionKind(data["kind"]),
            "per": Per(data["per"]),
            "replies": tuple([FrozenReply(**each) for each in data["replies"]]),
            "work_packages": tuple(data["work_packages"]),
        }
    )
