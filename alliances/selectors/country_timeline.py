"""What one country is under each call, since which edition, by whom and why."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliances.enums import Standing
from alliances.models import Call, Country, CountryStatus, Rate, ReferenceEdition
from alliances.selectors.editions import moment_words, person_words
from alliances.words import own_words


@dataclass(frozen=True, slots=True)
class Turn:
    """An edition that made the country something else than it was before."""

    version: int
    words: str
    """What it is from this edition on."""
    by: str
    when: str
    reason: str


@dataclass(frozen=True, slots=True)
class CallStatus:
    """What the country is under one call."""

    code: str
    title: str
    words: str
    """What it is in the edition in force, with its rate group."""
    standing: str
    """The same without the group, which is money and no status."""
    turns: tuple[Turn, ...]
    """Every edition that changed it, the newest first."""


@dataclass(frozen=True, slots=True)
class Span:
    """Calls, one after another, under which the country is the same."""

    words: str
    calls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountryTimeline:
    """A country through the calls."""

    spans: tuple[Span, ...]
    """In the order in which the calls opened."""
    calls: tuple[CallStatus, ...]
    """The call that opened last first."""


Statuses = Mapping[int, tuple[str, str]]
"""By edition, what the country is there: in full, and without its rate group."""


def country_timeline(country: Country) -> CountryTimeline:
    """Return a country through every call and edition; three queries."""
    editions: defaultdict[Call, list[ReferenceEdition]] = defaultdict(list)
    rows = ReferenceEdition.objects.filter(
        call__in=Call.objects.established()
    ).select_related("call", "published_by")
    for each in rows.order_by("call__opens_on", "call", "version"):
        editions[each.call].append(each)
    words = _words_by_edition(country)
    calls = [_call(call, those, words) for call, those in editions.items()]
    return CountryTimeline(spans=tuple(_spans(calls)), calls=tuple(reversed(calls)))


def _words_by_edition(country: Country) -> Statuses:
    groups = dict(Rate.objects.filter(country=country).values_list("edition", "group"))
    statuses = CountryStatus.objects.filter(country=country).order_by()
    words = {}
    for each in statuses.select_related("counts_as"):
        standing, group = status_words(each), groups.get(each.edition_id)
        full = _("%(standing)s, rate group %(group)d")
        said = full % {"standing": standing, "group": group} if group else standing
        words[each.edition_id] = said, standing
    return words


def status_words(status: CountryStatus) -> str:
    """Say what a country is: "Partner country, region 1"."""
    parts = [
        str(Standing(status.standing).label),
        _("EU Member State") if status.is_eu_member else "",
        _("counts as %(code)s") % {"code": status.counts_as.eu_code}
        if status.counts_as
        else "",
        _("region %(region)s") % {"region": status.region} if status.region else "",
    ]
    return ", ".join(filter(None, parts))


def _call(
    call: Call, editions: Sequence[ReferenceEdition], words: Statuses
) -> CallStatus:
    nothing = _("no status")
    turns, before = [], ("", "")
    for each in editions:
        said = words.get(each.pk, (nothing, nothing))
        if said != before:
            turns.append(_turn(each, said[0]))
        before = said
    return CallStatus(call.code, own_words(call.title), *before, tuple(reversed(turns)))


def _turn(edition: ReferenceEdition, words: str) -> Turn:
    return Turn(
        version=edition.version,
        words=words,
        by=person_words(edition.published_by),
        when=moment_words(edition.published_at),
        reason=own_words(edition.reason),
    )


def _spans(calls: Sequence[CallStatus]) -> Iterator[Span]:
    """Join calls that follow each other and say the same."""
    here: list[CallStatus] = []
    for each in calls:
        if here and here[-1].standing != each.standing:
            yield Span(here[-1].standing, tuple(call.code for call in here))
            here = []
        here.append(each)
    if here:
        yield Span(here[-1].standing, tuple(call.code for call in here))
