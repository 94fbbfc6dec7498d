"""The page of all pictures of a consortium, and one of them for a file."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from eligibility.words import BRUSSELS, deadline_words
from proposals.models import Proposal
from proposals.selectors.consortium.workspace import standing_of
from proposals.selectors.drafts.masthead import Masthead, masthead_of
from proposals.selectors.drafts.tasks import Tasks, tasks_of
from proposals.selectors.files.file_names import file_name_of
from proposals.selectors.pictures import (
    budget,
    confirmations,
    countries,
    deadline,
    groups,
    plan,
)
from proposals.selectors.pictures.picture import Ground, Picture

PICTURES: Mapping[str, Callable[[Ground], Picture | None]] = {
    countries.KEY: countries.countries_picture,
    groups.KEY: groups.groups_picture,
    confirmations.KEY: confirmations.confirmations_picture,
    deadline.KEY: deadline.deadline_picture,
    budget.PARTNERS: budget.partners_picture,
    budget.COUNTRIES: budget.countries_picture,
    budget.PACKAGES: budget.packages_picture,
}
"""What draws each picture, in the order of the page; those of the plan come last."""


@dataclass(frozen=True, slots=True)
class PicturesPage:
    """All pictures of a draft."""

    masthead: Masthead
    tasks: Tasks
    pictures: tuple[Picture, ...]
    source: str
    """Of what and of when they are, as every file says too."""


@dataclass(frozen=True, slots=True)
class PictureFile:
    """What a file of one picture holds, to stand for itself wherever it goes."""

    picture: Picture
    source: str
    name: str
    """Of the file, without its kind: the alliance, the picture, the day in Brussels."""


def pictures_page(proposal: Proposal, *, now: dt.datetime) -> PicturesPage:
    """Return the page: a fixed number of queries."""
    snapshot, report = standing_of(proposal, now=now)
    tasks = tasks_of(proposal, snapshot, report)
    ground = Ground(proposal, now, snapshot, report, tasks.contents)
    drawn = [draw(ground) for draw in PICTURES.values()]
    return PicturesPage(
        masthead=masthead_of(proposal, now=now),
        tasks=tasks,
        pictures=(
            *(each for each in drawn if each is not None),
            *plan.plan_pictures(ground),
        ),
        source=source_of(proposal, now=now),
    )


def picture_file(
    proposal: Proposal, key: str, *, now: dt.datetime
) -> PictureFile | None:
    """Return one picture; None where there is no such one, or nothing to draw."""
    if key not in PICTURES and not key.startswith(plan.KEY):
        return None
    snapshot, report = standing_of(proposal, now=now)
    contents = tasks_of(proposal, snapshot, report).contents
    picture = _picture(Ground(proposal, now, snapshot, report, contents), key)
    if picture is None or picture.drawing is None:
        return None
    name = file_name_of(proposal.alliance, f"{key}-{now.astimezone(BRUSSELS):%Y-%m-%d}")
    return PictureFile(picture, source_of(proposal, now=now), name)


def _picture(ground: Ground, key: str) -> Picture | None:
    if draw := PICTURES.get(key):
        return draw(ground)
    plans = plan.plan_pictures(ground)
    return next((each for each in plans if each.key == key), None)


def source_of(proposal: Proposal, *, now: dt.datetime) -> str:
    """Say whose pictures these are, of when, and by which rules."""
    rulebook = proposal.rulebook
    return _(
        "%(acronym)s, %(moment)s. Rules of call %(call)s, version %(version)d."
    ) % {
        "acronym": proposal.alliance.acronym,
        "moment": deadline_words(now),
        "call": proposal.alliance.call.code,
        "version": rulebook.version,
    }
