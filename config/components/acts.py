"""The parts that lead to submitting, and what comes of it."""

from collections.abc import Mapping
from types import SimpleNamespace

from django.urls import reverse
from django.utils.translation import gettext as _

from config.components.kinds import Component, Example
from config.components.words import COMPOUND, DRAFT, GERMAN, SERBIAN, TEXT
from proposals.files.qr_codes import qr_code
from proposals.selectors.drafts.addresses import address_of
from proposals.selectors.drafts.tasks import PLACES, Task
from proposals.selectors.form.form_states import FormTask
from proposals.selectors.standing.verdicts import Verdict
from proposals.selectors.submissions.packs import Progress
from proposals.selectors.submissions.submission_checks import Check
from proposals.selectors.submissions.verify_marks import VerifyMark

LATE = "2 packs were asked for before it. It is drawn by itself when it is its turn."


def _tasks() -> SimpleNamespace:
    done, wait = Task("11 of 11 met"), Task("3 outstanding", "wait")
    section = FormTask("relevance", "Relevance of the project", "4 of 9", "todo")
    return SimpleNamespace(
        public_id=DRAFT,
        urls={each: address_of(name, DRAFT) for each, name in PLACES.items()},
        completed="3 of 12 sections completed",
        consortium=done,
        eligibility=Task("1 not met", "todo"),
        partners=wait,
        facts=Task("grant missing", "wait"),
        form=(section,),
        submission=done,
        colleagues=done,
    )


def acts() -> tuple[Component, ...]:
    """Return what leads to submitting, and what comes of it."""
    open_check = Check(
        Verdict("not-met", _("Not met")),
        "Eligibility",
        (TEXT,),
        names=(GERMAN, SERBIAN),
    )
    steps = {
        "Waiting": Progress("Waiting for a worker", 0, 0, delay=LATE),
        "Loading": Progress("Writing page 5 of 12", 5, 12),
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
