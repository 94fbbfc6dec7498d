"""Lines of the check list that come from what is left of the application."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.phrases import labelled
from eligibility import messages
from eligibility.core import ConsortiumSnapshot
from eligibility.words import months, together
from proposals.completeness import Keeps, fact_findings
from proposals.models import Proposal
from proposals.selectors.drafts.places import url_of
from proposals.selectors.drafts.tasks import Tasks
from proposals.selectors.standing.verdicts import Verdict

MOST_POINTS = 8
"""Points named in one line; "What is left" has them all."""
MOST_OPEN = 20
"""Points a line shows at once; the others open on request: the button is below."""
FACTS = {
    "title": lambda: _("the title"),
    "sector": lambda: _("the sector"),
    "duration_months": lambda: _("the duration"),
    "grant_requested_eur": lambda: _("the grant requested"),
}


@dataclass(frozen=True, slots=True)
class Point:
    """One thing of "What is left", with its place."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the check list: what was looked at and how it stands."""

    verdict: Verdict
    """The icon, and its word for those who cannot see it."""
    title: str
    details: tuple[str, ...] = ()
    """The reasons, one sentence each."""
    names: tuple[str, ...] = ()
    """The partners or sections it is about."""
    points: tuple[Point, ...] = ()
    """What it is about, each with the place that mends it."""

    @property
    def shown(self) -> tuple[Point, ...]:
        """The points that are seen at once."""
        return self.points[:MOST_OPEN]

    @property
    def folded(self) -> tuple[Point, ...]:
        """The points that open on request."""
        return self.points[MOST_OPEN:]


def facts_check(snapshot: ConsortiumSnapshot, tasks: Tasks) -> Check:
    """Say duration and grant, or name the facts that are not stated."""
    missing = [FACTS[str(each.to.keys[0])]() for each in fact_findings(tasks.contents)]
    duration, grant = snapshot.duration_months, snapshot.grant_requested
    if missing or not duration or grant is None:
        detail = _("Missing: %(what)s.") % {"what": together(missing)}
        return Check(Verdict("unknown", _("Missing")), _("Facts"), (detail,))
    detail = _("%(duration)s, %(grant)s requested") % {
        "duration": months([duration]),
        "grant": messages.money(grant),
    }
    return Check(Verdict("met", _("Complete")), _("Facts complete"), (detail,))


def form_check(tasks: Tasks) -> Check | None:
    """Name the sections nobody has completed: they do not stop a submission."""
    if not tasks.form:
        return None
    left = tuple(
        labelled(each.title, each.state) for each in tasks.form if not each.is_completed
    )
    if not left:
        return Check(Verdict("met", _("Complete")), _("Every section is completed"))
    rule = _("It can be submitted all the same, with what is written so far.")
    title = tasks.completed or _("The form")
    return Check(Verdict("unknown", _("Warning")), title, (rule,), left)


def fit_check(proposal: Proposal, tasks: Tasks) -> Check | None:
    """Say what does not fit together, each with its place; it stops no submission."""
    if not tasks.form:
        return None
    found = [each for each in tasks.findings if each.keeps is Keeps.FITTING]
    if not found:
        met = Verdict("met", _("Complete"))
        return Check(met, _("Nothing found that does not fit together"))
    number = len(found)
    title = ngettext(
        "%(number)d thing does not fit together",
        "%(number)d things do not fit together",
        number,
    ) % {"number": number}
    more = number - MOST_POINTS
    words = ngettext("%(number)d more", "%(number)d more", max(more, 0))
    points = [Point(e.sentence, url_of(proposal, e.to)) for e in found[:MOST_POINTS]]
    return Check(
        Verdict("unknown", _("Warning")),
        title,
        points=tuple(points),
        names=(words % {"number": more},) if more > 0 else (),
    )
