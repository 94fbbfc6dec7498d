"""Reads the form of a call from TOML, refusing whatever it does not understand.

Every problem is reported at once, with its place and what is expected there.
"""

import tomllib

from eligibility.core import Problems, Table, read_references, read_toml
from proposals.files.form import (
    ApplicationForm,
    Per,
    Question,
    QuestionKind,
    Section,
    SectionKind,
)

FORMAT = 1
CODES = {
    SectionKind.WORK_PLAN: ("work plan", "work-plan"),
    SectionKind.BUDGET: ("budget", "budget"),
}
"""The code of each section whose page has one address, whatever the call."""
LONGEST_LIMIT = 10_000
"""Characters a question may ask for at most; what people type may be longer."""


class FormError(ValueError):
    """A form that cannot be used; `problems` says what, where and the remedy."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def parse_form(text: str) -> ApplicationForm:
    """Return the form written in `text`; FormError with every problem found."""
    try:
        document = read_toml(text)
    except tomllib.TOMLDecodeError as error:
        raise FormError([f"not TOML: {error}"]) from error
    problems = Problems()
    form = _Reader(Table(document, "", problems), problems).form()
    if problems.found:
        raise FormError(problems.found)
    return form


class _Reader:
    """Walks one document; what it cannot read becomes a problem, not a crash."""

    def __init__(self, document: Table, problems: Problems) -> None:
        self.document = document
        self.problems = problems
        self.references = read_references(document)
        self.lots: dict[str, frozenset[str]] = {}
        self.codes: set[str] = set()

    def form(self) -> ApplicationForm:
        """Read everything; the result is only meant to be used without problems."""
        top = self.document
        if top.take("format", int) != FORMAT:
            self.problems.add("format", f"must be {FORMAT}")
        sections = tuple(self._section(each) for each in top.tables("sections"))
        if not sections:
            self.problems.add("sections", "a form needs a section")
        for each in sections:
            name, code = CODES.get(each.kind, ("", each.code))
            if each.code != code:
                self.problems.add("sections", f"the code of a {name} is '{code}'")
        form = ApplicationForm(
            title=top.take("title", str),
            sections=sections,
            lots=self.lots,
        )
        top.finish()
        return form

    def _section(self, table: Table) -> Section:
        kind = SectionKind.QUESTIONS
        if "kind" in table:
            kind = SectionKind(table.choose("kind", tuple(SectionKind)) or kind)
        section = Section(
            code=self._code(table),
            title=table.take("title", str),
            help=table.take("help", str, default=""),
            kind=kind,
            questions=tuple(self._question(each) for each in table.tables("questions")),
            reference=table.refer("reference", self.references)
            if "reference" in table
            else None,
        )
        if "kind" not in table and not section.questions:
            self.problems.add(table.place, "a section without a kind needs a question")
        table.finish()
        return section

    def _question(self, table: Table) -> Question:
        kind, per = QuestionKind.TEXT, Per.PROPOSAL
        if "kind" in table:
            kind = QuestionKind(table.choose("kind", tuple(QuestionKind)) or kind)
        if "per" in table:
            per = Per(table.choose("per", tuple(Per)) or per)
        if kind is not QuestionKind.TEXT and per is not Per.PROPOSAL:
            self.problems.add(table.at("per"), f"{kind} is asked once a proposal")
        question = Question(
            code=self._code(table),
            title=table.take("title", str),
            help=table.take("help", str, default=""),
            kind=kind,
            per=per,
            limit=table.take("limit", int),
            is_required=table.take("required", bool, default=True),
            reference=table.refer("reference", self.references),
        )
        if not 0 < question.limit <= LONGEST_LIMIT:
            self.problems.add(
                table.at("limit"), f"must be between 1 and {LONGEST_LIMIT}"
            )
        table.finish()
        return question

    def _code(self, table: Table) -> str:
        """Return a code nobody else in the form has, and note the Lots it is for."""
        code = str(table.take("code", str))
        if code in self.codes:
            self.problems.add(table.at("code"), "stands twice in this form")
        self.codes.add(code)
        if "lots" in table:
            lots = table.take("lots", list)
            if not lots or not all(isinstance(each, str) for each in lots):
                self.problems.add(table.at("lots"), "must be a list of codes of Lots")
            else:
                self.lots[code] = frozenset(lots)
        return code
