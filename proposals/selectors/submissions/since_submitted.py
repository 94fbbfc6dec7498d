"""What of a draft is otherwise than its submission, in words, each with its place."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from alliances.phrases import labelled
from proposals.completeness import Contents, Destination, Place
from proposals.files.form import Per, Question, Section
from proposals.models import Proposal
from proposals.selectors.drafts.masthead import second_words
from proposals.selectors.drafts.places import url_of
from proposals.selectors.submissions.submission_checks import MOST_POINTS, Point
from proposals.selectors.submissions.submitted_before import Key, Since
from proposals.snapshots import FrozenApplication

FACTS: Mapping[str, Promise] = {
    "acronym": _lazy("Acronym"),
    "title": _lazy("Title"),
    "project_type": _lazy("Type of project"),
    "sector": _lazy("Sector"),
    "duration_months": _lazy("Duration"),
    "grant_requested_eur": _lazy("Grant requested"),
}
"""The facts as rows of a draft, in their order."""


@dataclass(frozen=True, slots=True)
class SinceSubmitted:
    """What a page says of a draft beside its submission that stands."""

    received: str
    """When that was received, to the second."""
    received_iso: str
    number: int
    """How many parts of the draft say otherwise, or are gone; 0: it says the same."""
    points: tuple[Point, ...]
    """Some of those that say otherwise."""
    gone: tuple[str, ...]
    """Some of those that are gone, said as such."""
    more: str
    """How many are not named, in words; empty where all are."""


def since_submitted(
    proposal: Proposal, contents: Contents, since: Since
) -> SinceSubmitted | None:
    """Word what differs; None where no submission stands."""
    received_at = since.received_at
    if received_at is None:
        return None
    named, gone = since.others[:MOST_POINTS], gone_words(since)[:MOST_POINTS]
    number = len(since.others) + len(since.gone)
    more = number - len(named) - len(gone)
    words = ngettext("%(number)d more", "%(number)d more", more)
    return SinceSubmitted(
        received=second_words(received_at),
        received_iso=received_at.isoformat(timespec="seconds"),
        number=number,
        points=tuple([_point(proposal, contents, each) for each in named]),
        gone=tuple([_("Removed: %s") % each for each in gone]),
        more=words % {"number": more} if more else "",
    )


def gone_words(since: Since) -> tuple[str, ...]:
    """Name what a submission holds and its draft no longer."""
    if not since.gone or since.application is None:
        return ()
    names = dict(_names(since.application))
    return tuple([names[each] for each in since.gone])


def _names(application: FrozenApplication) -> Iterator[tuple[Key, str]]:
    for each in application.partners:
        yield ("partner", each.number), f"{each.label} {each.name}"
    for profile in application.profiles:
        yield ("profile", profile.number), profile.title
    for package in application.plan:
        yield ("package", package.number), f"WP{package.number} {package.title}"
    for line in application.budget.given.journeys if application.budget else ():
        yield ("line", line.key), _("Mobility line M%d") % line.key


def _point(proposal: Proposal, contents: Contents, key: Key) -> Point:
    kind, which = key
    words, to = POINTS[kind](contents, which)
    return Point(words, url_of(proposal, to))


Placed = tuple[str, Destination]
"""A row in words, and where it is changed."""


def _fact(_contents: Contents, name: str) -> Placed:
    return str(FACTS[name]), Destination(Place.FACT, (name,))


def _partner(contents: Contents, number: int) -> Placed:
    return contents.named(number), Destination(Place.PARTNER, (number, "name"))


def _part_a(contents: Contents, number: int) -> Placed:
    words = labelled(_("Part A"), contents.named(number))
    return words, Destination(Place.PART_A, (number, "street"))


def _added_value(contents: Contents, number: int) -> Placed:
    words = labelled(
        _("Added value, as the applicant states it"), contents.named(number)
    )
    return words, Destination(Place.PARTNER, (number, "added_value"))


def _answer(contents: Contents, which: tuple[str, int | None]) -> Placed:
    code, number = which
    section, question = _question(contents, code)
    words = question.title
    if question.per is not Per.PROPOSAL:
        words = labelled(words, contents.named(number or 0))
    return words, Destination(Place.ANSWER, (section.code, code, number))


def _question(contents: Contents, code: str) -> tuple[Section, Question]:
    return next(
        (section, each)
        for section in contents.sections
        for each in section.questions
        if each.code == code
    )


def _profile(contents: Contents, number: int) -> Placed:
    title = next(each.title for each in contents.profiles if each.number == number)
    return title, Destination(Place.PROFILE, (number, "title"))


def _package(contents: Contents, number: int) -> Placed:
    found = next(each for each in contents.packages if each.number == number)
    return f"{found.label} {found.title}", Destination(Place.PACKAGE, (number, "title"))


def _days(contents: Contents, number: int) -> Placed:
    words = labelled(_("Working days"), contents.named(number))
    return words, Destination(Place.EFFORT, (number, None))


def _line(_contents: Contents, number: int) -> Placed:
    words = _("Mobility line M%d") % number
    return words, Destination(Place.MOBILITY, (number, "partner"))


POINTS: Mapping[str, Callable[..., Placed]] = {
    "fact": _fact,
    "partner": _partner,
    "part a": _part_a,
    "added value": _added_value,
    "answer": _answer,
    "profile": _profile,
    "package": _package,
    "days": _days,
    "line": _line,
}
"""What names each kind of row, from a draft and which of its kind."""
