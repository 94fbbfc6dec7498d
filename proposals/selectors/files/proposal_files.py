"""A draft read as a whole: everything a proposal file says, and which version it is.

Only what can be written again is read: days and leads of partners that left, answers
nobody is asked for any more and confirmations stay here.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db.models import F, Value

from alliances.enums import PartnerType
from alliances.models import Partnership
from alliances.models.alliances import GONE
from proposals.enums import WORKING_ROLES
from proposals.files.form import ASKED, Per, Question, QuestionKind, SectionKind
from proposals.files.proposal_file import (
    EMPTY,
    FACTS,
    Part,
    Place,
    ProposalFile,
    Values,
)
from proposals.files.proposal_file import Value as Stated
from proposals.files.proposal_values import FIELDS
from proposals.models import (
    ActivityCoverage,
    Answer,
    Effort,
    Milestone,
    MobilityLine,
    OccupationalProfile,
    Proposal,
    Result,
    Task,
    WorkPackage,
)
from proposals.selectors.form.application_forms import form_sections, section_url

COLUMNS = (
    *("code", "kind", "title", "description", "start_month", "end_month", "level"),
    *("due_month", "traveller", "participants", "distance_km", "text", "use"),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A draft as it stood at one moment."""

    file: ProposalFile
    versions: Mapping[Place, int]
    """Which version of a row was read; a row nobody wrote is not here."""
    days: Mapping[tuple[Place, str], int]
    """Which version of the days of one category of staff."""


def read_proposal(
    proposal: Proposal, parts: Collection[Part] = frozenset(Part)
) -> Reading:
    """Return a draft as a file, or the parts asked for: a query for each of them."""
    reader = _Reader(proposal, frozenset({Part.FACTS, *parts}))
    reader.read()
    alliance = proposal.alliance
    file = ProposalFile(alliance.call_id, alliance.lot.code, reader.rows, reader.parts)
    return Reading(file, reader.versions, reader.days)


@dataclass
class _Reader:
    """Gathers the rows of one draft."""

    proposal: Proposal
    parts: frozenset[Part]
    rows: dict[Place, Values] = field(default_factory=dict)
    versions: dict[Place, int] = field(default_factory=dict)
    days: dict[tuple[Place, str], int] = field(default_factory=dict)

    def read(self) -> None:
        every = self.partnerships()
        partners = [each for each in every if each.removed_at is None]
        working = {each.pk: each.number for each in partners if _works(each)}
        readers: dict[Part, Callable[[], None]] = {
            Part.FACTS: self.facts,
            Part.PARTNERS: partial(self.partners, partners),
            Part.PACKAGES: partial(self.packages, working),
            Part.TASKS: partial(self.tasks, working),
            Part.RESULTS: self.dated,
            Part.PROFILES: self.profiles,
            Part.ACTIVITIES: self.activities,
            Part.EFFORT: partial(self.effort, working),
            Part.MOBILITY: partial(self.mobility, working),
            Part.ANSWERS: partial(self.answers, every),
        }
        for part in self.parts & readers.keys():
            readers[part]()

    def put(self, place: Place, values: Values, row: Any) -> None:  # noqa: ANN401  # rows of many models
        self.rows[place] = {name: values[name] for name in FIELDS[place.part]}
        self.versions[place] = row.version

    def partnerships(self) -> list[Partnership]:
        """Return all partners, removed ones too: what they said has its version."""
        return list(Partnership.objects.filter(alliance=self.proposal.alliance_id))

    def partners(self, rows: Iterable[Partnership]) -> None:
        for each in rows:
            self.put(Place(Part.PARTNERS, (each.number,)), _partner(each), each)

    def facts(self) -> None:
        alliance, grant = self.proposal.alliance, self.proposal.grant_requested_eur
        self.versions[FACTS] = self.proposal.facts_version
        self.rows[FACTS] = {
            "project_type": alliance.project_type.code,
            "acronym": alliance.acronym,
            "title": alliance.title,
            "sector": alliance.sector,
            "duration_months": self.proposal.duration_months,
            "grant_requested_eur": None if grant is None else f"{grant:.2f}",
        }

    def profiles(self) -> None:
        if section_url(self.proposal, SectionKind.PROFILES):
            rows = OccupationalProfile.objects.current()
            for row in rows.filter(proposal=self.proposal):
                self.put(Place(Part.PROFILES, (row.number,)), _plain(row), row)

    def packages(self, working: Mapping[int, int]) -> None:
        rows = WorkPackage.objects.current().filter(proposal=self.proposal)
        for row in rows:
            values = _plain(row) | {"lead": working.get(row.lead_id or 0)}
            self.put(Place(Part.PACKAGES, (row.number,)), values, row)

    def tasks(self, working: Mapping[int, int]) -> None:
        for row in self.inside(Task):
            values = _plain(row) | {"lead": working.get(row.lead_id or 0)}
            self.put(Place(Part.TASKS, (row.package, row.number)), values, row)

    def dated(self) -> None:
        """Read results and milestones with one query: both are due, once."""
        results = self.inside(Result).annotate(part=Value(Part.RESULTS.value))
        no_choice = {"kind": Value(""), "level": Value("")}
        stones = self.inside(Milestone).annotate(
            part=Value(Part.MILESTONES.value), **no_choice
        )
        columns = ("part", "package", "number", "version", *FIELDS[Part.RESULTS])
        pairs = [rows.order_by().values_list(*columns) for rows in (results, stones)]
        for part, package, number, version, *values in pairs[0].union(
            pairs[1], all=True
        ):
            place = Place(Part(part), (package, number))
            stated = dict(zip(FIELDS[Part.RESULTS], values, strict=True))
            self.rows[place] = {name: stated[name] for name in FIELDS[place.part]}
            self.versions[place] = version

    def inside(self, model: Any) -> Any:  # noqa: ANN401  # models and their rows
        """Return the rows of a model that stand in the current work packages."""
        rows = model.objects.current().filter(
            work_package__proposal=self.proposal,
            work_package__removed_at__isnull=True,
        )
        return rows.annotate(package=F("work_package__number"))

    def activities(self) -> None:
        found: dict[str, list[int]] = {}
        coverage = ActivityCoverage.objects.filter(
            proposal=self.proposal, work_package__removed_at__isnull=True
        )
        for code, number in coverage.values_list("activity", "work_package__number"):
            found.setdefault(code, []).append(number)
        for question in self.questions():
            numbers = tuple(sorted(found.get(question.code, ())))
            if question.kind is QuestionKind.ACTIVITY and numbers:
                place = Place(Part.ACTIVITIES, (question.code,))
                self.rows[place] = {"work_packages": numbers}

    def effort(self, working: Mapping[int, int]) -> None:
        """Read days; those that do not count have their version all the same."""
        cells = Effort.objects.filter(work_package__proposal=self.proposal).annotate(
            partner=F("partnership__number"),
            package=F("work_package__number"),
            package_removed_at=F("work_package__removed_at"),
        )
        for cell in cells:
            place = Place(Part.EFFORT, (cell.partner, cell.package))
            self.days[place, cell.category] = cell.version
            counts = cell.partnership_id in working and cell.package_removed_at is None
            if counts and cell.days:
                row = dict(self.rows.get(place, EMPTY[Part.EFFORT]))
                self.rows[place] = row | {cell.category: f"{cell.days:.1f}"}

    def mobility(self, working: Mapping[int, int]) -> None:
        lines = MobilityLine.objects.current().filter(
            proposal=self.proposal, partnership__in=working
        )
        for line in lines.select_related("work_package"):
            package = line.work_package
            is_there = package is not None and package.removed_at is None
            values = _plain(line) | {
                "partner": working[line.partnership_id],
                "work_package": package.number if package and is_there else None,
                "days": None if line.days is None else f"{line.days:.1f}",
            }
            self.put(Place(Part.MOBILITY, (line.number,)), values, line)

    def answers(self, rows: Iterable[Partnership]) -> None:
        """Read answers; what is asked no more has its version all the same."""
        partners = {each.pk: each for each in rows}
        asked = {each.code: each for each in self.questions()}
        for row in Answer.objects.filter(proposal=self.proposal):
            partner = partners.get(row.partnership_id or 0)
            at = (row.question, partner.number) if partner else (row.question,)
            place = Place(Part.ANSWERS, at)
            self.versions[place] = row.version
            if _is_asked(asked.get(row.question), partner) and (row.text or row.use):
                self.put(place, _plain(row), row)

    def questions(self) -> Iterator[Question]:
        for section in form_sections(self.proposal):
            yield from section.questions


def _is_asked(question: Question | None, partner: Partnership | None) -> bool:
    if question is None or partner is None:
        return question is not None and question.per is Per.PROPOSAL
    is_current = partner.removed_at is None
    return is_current and partner.role in ASKED.get(question.per, ())


def _works(row: Partnership) -> bool:
    return row.takes_part and row.role in WORKING_ROLES


def _partner(row: Partnership) -> Values:
    return {
        "name": row.name,
        "country": row.country_id,
        "role": row.role,
        "types": tuple(each for each in PartnerType.values if each in row.type_list),
        "pic": row.pic or None,
        "added_value": row.added_value,
        "left": row.confirmation if row.confirmation in GONE else None,
    }


def _plain(row: Any) -> dict[str, Stated]:  # noqa: ANN401  # rows of many models
    """Return the columns of a row that are named as in the format."""
    return {name: getattr(row, name) for name in COLUMNS if hasattr(row, name)}
