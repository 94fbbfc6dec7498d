"""The parts about partners and the verdict."""

from collections.abc import Mapping

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from alliances.models import Partnership
from config.components.kinds import Component, Example
from config.components.words import (
    COUNTRIES,
    DRAFT,
    GERMAN,
    LONG,
    SERBIAN,
    SHORT,
)
from proposals.policies import NOT_YOURS, YES, Decision
from proposals.selectors.asking.answers import Answer
from proposals.selectors.asking.stages import Stage
from proposals.selectors.consortium.composition import (
    Composition,
    PartnerRow,
    RoleGroup,
)
from proposals.selectors.consortium.partner_parts import rows_of
from proposals.selectors.consortium.removed import RemovedPartner, Undo
from proposals.selectors.consortium.suggestions import Suggestion
from proposals.selectors.standing.matrix import Matrix
from proposals.selectors.standing.panel import ClauseLine
from proposals.selectors.standing.verdicts import Verdict

ROOM = "proposals/workspace"
STAGES = (
    *(Stage.APPLIES, Stage.NOT_ASKED, Stage.STATED, Stage.QUEUED, Stage.WAITING),
    *(Stage.BOUNCED, Stage.EXPIRED, Stage.CONFIRMED, Stage.EARLIER),
    *(Stage.DECLINED, Stage.CHANGE),
)
MANY = 60


def _answer(stage: Stage) -> Answer:
    return Answer(stage, "12 Jan", "09:12", request=None, given=None, email="")


def _row(number: int, name: str, stage: Stage) -> PartnerRow:
    code, country = COUNTRIES[number % len(COUNTRIES)]
    return PartnerRow(
        number=number,
        label=f"P{number}",
        name=name,
        code=code,
        country=country,
        type="University",
        is_type_open=stage is Stage.STATED,
        answer=_answer(stage),
        version=1,
        twin="P2" if number == MANY else "",
        twin_url="#p2",
        is_counted_once=False,
        part="",
        signing=None,
    )


def _partners(names: tuple[str, ...], state: str, *, may_edit: Decision) -> Example:
    rows = tuple(
        _row(number, name, STAGES[number % len(STAGES)])
        for number, name in enumerate(names, 1)
    )
    groups = (
        RoleGroup("Applicant", "", rows[:1]),
        RoleGroup(f"Full partners {len(rows) - 1}", "", rows[1:]),
    )
    # Many are the first part of twice as many, so that the ways on are shown too.
    all_of_them = [Partnership()] * (len(rows) * (2 if len(rows) == MANY else 1))
    shown = Paginator(all_of_them, MANY).get_page(1)
    part = Composition(
        public_id=DRAFT,
        summary="",
        stated="",
        groups=groups,
        part=shown,
        part_words="Partners 1 to 60 of 120" if shown.has_next() else "",
        rows=rows_of(DRAFT, len(rows)),
        matrix=Matrix((), (), (), 0, has_uncounted=False),
        needs=(),
        undo=None,
        removed=(),
    )
    return Example(
        state,
        f"{ROOM}/_partners.html",
        {"part": part, "may_edit": may_edit},
        is_long=len(rows) == MANY,
    )


def _line(mark: str, words: str, title: str, figure: str) -> ClauseLine:
    is_open = mark != "met"
    return ClauseLine(
        id=f"example-{mark}",
        title=title,
        verdict=Verdict(mark, words),
        figure=figure,
        sentence=f"{words}: {title}, {figure}." if is_open else "",
        detail="",
        is_open=is_open,
        field="id_sector" if mark == "unknown" else "",
        remedy=_("Choose the sector"),
        is_advice=mark == "unknown",
        is_unverified=mark == "met",
    )


def partners() -> tuple[Component, ...]:
    """Return what is said of partners and of the verdict."""
    sixty = tuple(LONG[each % 3] if each % 7 == 0 else SHORT for each in range(MANY))
    lines = (
        _line("not-met", _("Not met"), "Programme countries", "7 of 8"),
        _line("unknown", _("Cannot tell yet"), "Education and training", "4 to 6 of 5"),
        _line("met", _("Met"), "Full partners with a type of organisation", "12 of 12"),
    )
    return (
        Component(
            "Partner rows",
            "The partners of a draft, by role; on a phone each row becomes a card.",
            "For organisations outside of a draft: that is a listing.",
            (
                _partners((SHORT, *LONG), "Long names", may_edit=YES),
                _partners((SHORT, GERMAN), "Read-only", may_edit=NOT_YOURS),
                _partners(sixty, "60 partners", may_edit=YES),
            ),
        ),
        Component(
            "Answer of a partner",
            "Icon, word and day; tinted only where somebody here has to act.",
            "For the state of a draft: that is a verdict or a task.",
            tuple(
                Example(
                    stage.name.capitalize().replace("_", " "),
                    "proposals/confirmations/_answer.html",
                    {"answer": _answer(stage)},
                )
                for stage in STAGES
            ),
        ),
        Component(
            "Clause lines",
            "The clauses of one reading: open ones with sentence and repair, met ones"
            " in one line.",
            "For checks that are no law: those are a check list.",
            (
                Example(
                    "Not met, open, met",
                    f"{ROOM}/_clauses.html",
                    {"lines": lines, "public_id": DRAFT},
                ),
            ),
        ),
        Component(
            "Suggestions",
            "Organisations known by what was typed, under the field.",
            "For a closed list: that is a select.",
            (
                Example("Found", f"{ROOM}/_found.html", _found(GERMAN, SERBIAN)),
                Example("Nothing found", f"{ROOM}/_found.html", _found()),
            ),
        ),
        Component(
            "Removed, and its undoing",
            "After an act that can be taken back: at once, and later from the list.",
            "A question beforehand, “Are you sure?”",
            (
                Example(
                    "Just now",
                    f"{ROOM}/_undo.html",
                    {
                        "undo": Undo(3, f"P3 {GERMAN} was removed.", "3"),
                        "public_id": DRAFT,
                        "is_removed": False,
                    },
                ),
                Example(
                    "Later",
                    f"{ROOM}/_removed.html",
                    {
                        "removed": (RemovedPartner(4, "P4", SERBIAN, "3 March 2020"),),
                        "public_id": DRAFT,
                        "is_open": True,
                    },
                ),
            ),
        ),
    )


def _found(*names: str) -> Mapping[str, object]:
    suggestions = [
        Suggestion(f"r{at}", name, "DE", (), "999999999", None, (), present=at or None)
        for at, name in enumerate(names)
    ]
    return {"suggestions": suggestions, "names_wait": "", "public_id": DRAFT}
