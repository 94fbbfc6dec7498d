"""The parts of an alliance: partners, clauses, tasks, answers, receipt."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from config.components.kinds import Component, Example
from config.components.words import (
    COMPOUND,
    COUNTRIES,
    DRAFT,
    EARLIER,
    GERMAN,
    LONG,
    LONG_TEXT,
    SERBIAN,
    SHORT,
    TEXT,
)
from proposals.files.qr_codes import qr_code
from proposals.policies import NOT_YOURS, YES, Decision
from proposals.selectors.answer_fields import AnswerField
from proposals.selectors.answers import Answer
from proposals.selectors.composition import Composition, PartnerRow, RoleGroup
from proposals.selectors.form_states import FormTask
from proposals.selectors.matrix import Matrix
from proposals.selectors.packs import Progress
from proposals.selectors.panel import ClauseLine
from proposals.selectors.removed import RemovedPartner, Undo
from proposals.selectors.stages import Stage
from proposals.selectors.submission_checks import Check
from proposals.selectors.suggestions import Suggestion
from proposals.selectors.tasks import Task
from proposals.selectors.verdicts import Verdict
from proposals.selectors.verify_marks import VerifyMark
from proposals.services.answers import Reply
from proposals.views.answers import Shown

ROOM = "proposals/workspace"
FORM = "proposals/form"
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
    part = Composition(
        public_id=DRAFT,
        summary="",
        stated="",
        groups=groups,
        matrix=Matrix((), (), (), 0, has_uncounted=False),
        needs=(),
        undo=None,
        removed=(),
        focus=None,
    )
    return Example(
        state, f"{ROOM}/_partners.html", {"part": part, "may_edit": may_edit}
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
                    stage.name.capitalize(),
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
                        "undo": Undo(3, f"P3 {GERMAN} was removed."),
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


def _field(*, text: str, may_answer: Decision = YES, limit: int = 1000) -> AnswerField:
    return AnswerField(
        key="relevance.needs",
        code="needs",
        partner=None,
        title="Why is it needed?",
        help="Name the skills that lack, and how you know.",
        limit=limit,
        is_required=True,
        is_instrument=False,
        text=text,
        use="",
        use_words="",
        version=3 if text else 0,
        count=f"{len(text)} of {limit} characters",
        most=f"At most {limit} characters",
        is_over=len(text) > limit,
        saved="Saved 09:12 by Maria Rossi" if text else "",
        save_url="#",
        history_url="#",
        source="Application form, part D.1",
        quote="",
        comments="2 comments" if text else "",
        comments_url="#",
        may_answer=may_answer,
        is_found=False,
    )


def _typed(state: str, field: AnswerField, *, error: str = "") -> Example:
    shown = Shown(field, seal="", typed=Reply(field.text), error=error)
    context = {"field": field, "shown": shown, "diff": ()}
    return Example(state, f"{FORM}/_answer.html", context)


def answers() -> tuple[Component, ...]:
    """Return what an application is written with."""
    long = _field(text=LONG_TEXT, limit=500)
    read = _field(text=LONG_TEXT, may_answer=NOT_YOURS)
    sample = {"title": read.title, "said": "09:12", "theirs": EARLIER, "yours": TEXT}
    return (
        Component(
            "Answer that saves itself",
            "A question of the form. What did not arrive stays on this computer;"
            " the line below the box says so, also offline.",
            "For what is changed by one act: that is a form with a button.",
            (
                _typed("Empty", _field(text="")),
                _typed("Saved", _field(text=TEXT)),
                _typed("Error", long, error="Shorten it to 500 characters."),
            ),
        ),
        Component(
            "Answer to read",
            "Where the reader may not answer: text, and why. No grey box.",
            "For an answer one may change.",
            (
                _reading("Read-only", read),
                _reading("Empty", _field(text="", may_answer=NOT_YOURS)),
            ),
        ),
        Component(
            "Conflict dialog",
            "By answers.js, where two people saved one answer; neither text is lost.",
            "For anything that can be decided later.",
            (
                Example(
                    "Two versions",
                    f"{FORM}/_conflict.html",
                    {"page": {"masthead": {"public_id": DRAFT}}, "sample": sample},
                ),
            ),
        ),
        Component(
            "Refusal",
            "One summary on top of a refused act: the fact, then the way forward.",
            "For errors of fields: the error summary of the form names them.",
            (
                Example(
                    "With reasons",
                    "proposals/_refusal.html",
                    {"message": SERBIAN, "lines": (GERMAN, COMPOUND), "focus": "x"},
                ),
            ),
        ),
    )


def _reading(state: str, field: AnswerField) -> Example:
    return Example(state, f"{FORM}/_read.html", {"field": field, "says_why": True})


def _tasks() -> Mapping[str, object]:
    done, wait = Task("11 of 11 met"), Task("3 outstanding", "wait")
    section = FormTask("relevance", "Relevance of the project", "4 of 9", "todo")
    return {
        "public_id": DRAFT,
        "completed": "3 of 12 sections completed",
        "consortium": done,
        "eligibility": Task("1 not met", "todo"),
        "partners": wait,
        "facts": Task("grant missing", "wait"),
        "form": (section,),
        "submission": done,
        "colleagues": done,
    }


def acts() -> tuple[Component, ...]:
    """Return what leads to submitting, and what comes of it."""
    open_check = Check(
        Verdict("not-met", _("Not met")),
        "Eligibility",
        (TEXT,),
        names=(GERMAN, SERBIAN),
    )
    steps = {
        "Waiting": Progress("Waiting for a worker", 0, 0, is_slow=True),
        "Loading": Progress("Writing page 5 of 12", 5, 12, is_slow=False),
    }
    return (
        Component(
            "Task list",
            "Beside every page of an alliance; below 1200 px it opens from the bar.",
            "For the steps of one act: those are a numbered list.",
            (
                Example(
                    "Here",
                    "proposals/_tasks.html",
                    {"tasks": _tasks(), "current": "consortium", "oob": False},
                ),
            ),
        ),
        Component(
            "Check line",
            "What is looked at before an act, and the place that mends it.",
            "For clauses of the law.",
            (
                Example(
                    "Open",
                    "components_page/_checks.html",
                    {"check": open_check, "href": "#"},
                ),
            ),
        ),
        Component(
            "Progress",
            "Work of more than a second: what is done now, in words, and that one may"
            " leave.",
            "For less: what stood there stays until the answer comes.",
            tuple(
                Example(state, "proposals/packs/_progress.html", {"progress": step})
                for state, step in steps.items()
            ),
        ),
        Component(
            "Receipt",
            "The facts of what was received, with digest and the way to check it.",
            "For what can still change.",
            (
                Example(
                    "Received", "proposals/submission/_receipt_facts.html", _receipt()
                ),
                Example(
                    "Mark", "proposals/submission/_receipt_mark.html", {"mark": _mark()}
                ),
            ),
        ),
    )


def _mark() -> VerifyMark:
    path = reverse("verify")
    return VerifyMark("localhost/verify", path, path, "A2B3 C4D5 E6F7", qr_code(path))


def _receipt() -> Mapping[str, object]:
    verdicts = (("As planned", Verdict("met", _("Met"))),)
    return {
        "page": {
            "masthead": {"public_id": DRAFT},
            "ended": "",
            "received": "26 February 2020, 16:41 Brussels time",
            "received_iso": "2020-02-26T16:41+01:00",
            "submitted_by": "Maria Rossi",
            "applicant": GERMAN,
            "title": SERBIAN,
            "call": "Call 2020, Lot 2",
            "countries": "BE DE EL ES FR IT LT RS",
            "verdicts": verdicts,
            "warned": (COMPOUND,),
            "unverified": (),
            "unread": (),
            "rules": "2020, version 1",
            "digest": ("4f1c09aa", "77b2e310", "0c9d4412", "5a6e8f20"),
            "log_number": 412,
            "log_digest": ("9be01f77", "01aa45c3"),
        }
    }
