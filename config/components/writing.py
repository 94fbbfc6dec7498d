"""The parts an application is written with."""

from config.components.kinds import Component, Example
from config.components.words import (
    COMPOUND,
    EARLIER,
    GERMAN,
    LONG_TEXT,
    SERBIAN,
    TEXT,
)
from config.typed_fields import TypedForm
from proposals.forms.late_texts import LateField
from proposals.policies import NOT_YOURS, YES, Decision
from proposals.selectors.form.answer_fields import AnswerField
from proposals.selectors.form.meanings import MEANINGS, SISTER, SUMMARY
from proposals.services.answers import Reply
from proposals.views.answers import Shown

FORM = "proposals/form"
WRITTEN = "components/_where_written.html"
QUOTE = MEANINGS["partner"][0].quote
TYPED = TypedForm(
    "Facts",
    (LateField("Title", TEXT), LateField("Duration", "36 months")),
    (("title", TEXT), ("duration_months", "36"), ("facts_version", "7")),
)


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
        carried=None,
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
            "What words mean",
            "Folded, above the fields of a form whose words have a legal sense.",
            "For how to fill in one field: that is its help.",
            (
                Example(
                    "Closed",
                    "components/_meanings.html",
                    {"meanings": MEANINGS["partner"]},
                ),
            ),
        ),
        Component(
            "Where it is written",
            "Folded, below a rule or a question: its source, its quote, and how sure.",
            "For clauses of the panel: those open into an explanation.",
            (
                Example("Unverified", WRITTEN, {"source": SISTER, "is_found": False}),
                Example(
                    "Found",
                    WRITTEN,
                    {"source": SUMMARY, "quote": QUOTE, "is_found": True},
                ),
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
                    {"sample": sample},
                ),
            ),
        ),
        Component(
            "What was typed",
            "Where a form could not be taken: what it says, to be read and copied.",
            "For a form that can be filled again: there they stand in their boxes.",
            (
                Example(
                    "A text and a number",
                    "components/_typed_form.html",
                    {"typed": TYPED},
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
