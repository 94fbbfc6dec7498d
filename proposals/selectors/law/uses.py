"""In how many drafts what a row of a table names is used."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from alliances.files.nace import nace_code
from alliances.models import Call, Partnership
from proposals.models import Proposal, Submission
from proposals.selectors.administrators.draft_states import OPEN, in_state

APART = "|"
"""Between the names of one sector in an address: its slug and its titles."""


def drafts_with_partners_in(
    countries: Collection[str], *, state: str = OPEN
) -> QuerySet[Proposal]:
    """Return the drafts in a state of which a partner takes part from a country."""
    partners = Partnership.objects.taking_part().filter(country__in=countries)
    drafts = Proposal.objects.filter(in_state(state))
    return drafts.filter(alliance__in=partners.order_by().values("alliance"))


def uses_of_countries(countries: Collection[str]) -> Mapping[str, int]:
    """Return in how many open drafts a partner takes part from each; one query."""
    partners = Partnership.objects.taking_part().filter(
        country__in=countries,
        alliance__proposal__in=Proposal.objects.filter(in_state(OPEN))
        .order_by()
        .values("pk"),
    )
    by_country = partners.order_by().values("country")
    counted = by_country.annotate(number=Count("alliance", distinct=True))
    return dict(counted.values_list("country", "number"))


def uses_of_activities(codes: Collection[str], *, state: str = OPEN) -> dict[str, int]:
    """Return how many drafts in a state name each NACE code as theirs; one query."""
    found: Counter[str] = Counter()
    for stated, number in _stated(Proposal.objects.filter(in_state(state))):
        code = nace_code(stated) or stated
        if code in codes:
            found[code] += number
    return dict(found)


def uses_in_call(
    countries: Collection[str], *, call: Call
) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Return the same of a call's open drafts and of its submitted ones; one query."""
    partners = Partnership.objects.taking_part().filter(
        country__in=countries,
        alliance__call=call,
        alliance__archived_at=None,
        alliance__proposal__isnull=False,
    )
    live = Submission.objects.live().filter(proposal__alliance=OuterRef("alliance"))
    counted = (
        partners.order_by()
        .annotate(stands=Exists(live))
        .values("country", "stands")
        .annotate(number=Count("alliance", distinct=True))
    )
    found: tuple[dict[str, int], dict[str, int]] = {}, {}
    for country, stands, number in counted.values_list("country", "stands", "number"):
        found[stands][country] = number
    return found


def uses_of_sectors(
    sectors: Mapping[str, Collection[str]], *, call: Call
) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Return how many drafts of a call name each sector, in any Lot; one query.

    Open ones, and submitted ones. `sectors` has all the names that each of them goes
    by.
    """
    live = Submission.objects.live().filter(proposal=OuterRef("pk"))
    kept = Proposal.objects.filter(alliance__call=call, alliance__archived_at=None)
    counted = (
        kept.exclude(alliance__sector="")
        .order_by()
        .annotate(stands=Exists(live))
        .values("alliance__sector", "stands")
        .annotate(number=Count("pk"))
    )
    stated = list(counted.values_list("alliance__sector", "stands", "number"))
    found: tuple[dict[str, int], dict[str, int]] = {}, {}
    for key, names in sectors.items():
        meant = _compared(names)
        for stands, uses in enumerate(found):
            uses[key] = sum(
                number
                for words, is_submitted, number in stated
                if is_submitted == bool(stands) and _means(words, meant)
            )
    return found


def drafts_naming(
    names: Iterable[str], *, drafts: QuerySet[Proposal] | None = None
) -> QuerySet[Proposal]:
    """Return the drafts whose sector is one of these names or NACE codes, open ones.

    `drafts` are searched instead where they are given. A sector may be written in
    several ways, so what was stated is read first: one query more.
    """
    searched = Proposal.objects.filter(in_state(OPEN)) if drafts is None else drafts
    meant = _compared(names)
    stated = {words for words, _number in _stated(searched)}
    written = [each for each in stated if _means(each, meant)]
    return searched.filter(alliance__sector__in=written)


def _compared(names: Iterable[str]) -> frozenset[str]:
    return frozenset(each.strip().casefold() for each in names)


def _means(stated: str, names: Collection[str]) -> bool:
    """Say whether a stated sector is one of these names; small letters compared."""
    code = nace_code(stated)
    return stated.strip().casefold() in names or code.casefold() in names


def _stated(drafts: QuerySet[Proposal]) -> list[tuple[str, int]]:
    """Return each sector as it is stated, with the number of drafts."""
    named: QuerySet[Any, Any] = drafts.exclude(alliance__sector="").order_by()
    counted = named.values("alliance__sector").annotate(number=Count("pk"))
    return list(counted.values_list("alliance__sector", "number"))
