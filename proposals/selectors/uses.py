"""In how many open drafts what a row of a table names is used."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Count, QuerySet

from alliances.files.nace import nace_code
from alliances.models import Call, Partnership
from proposals.models import Proposal
from proposals.selectors.draft_states import OPEN, in_state


def drafts_with_partners_in(
    countries: Collection[str], *, call: Call | None = None, state: str = OPEN
) -> QuerySet[Proposal]:
    """Return the drafts in a state of which a partner takes part from a country."""
    partners = Partnership.objects.taking_part().filter(country__in=countries)
    found = _drafts(call, state)
    return found.filter(alliance__in=partners.order_by().values("alliance"))


def uses_of_countries(
    countries: Collection[str], *, call: Call | None = None
) -> Mapping[str, int]:
    """Return in how many open drafts a partner takes part from each; one query."""
    partners = Partnership.objects.taking_part().filter(
        country__in=countries,
        alliance__proposal__in=_drafts(call, OPEN).order_by().values("pk"),
    )
    by_country = partners.order_by().values("country")
    counted = by_country.annotate(number=Count("alliance", distinct=True))
    return dict(counted.values_list("country", "number"))


def uses_of_activities(codes: Collection[str], *, state: str = OPEN) -> dict[str, int]:
    """Return how many drafts in a state name each NACE code as theirs; one query."""
    found: defaultdict[str, int] = defaultdict(int)
    for stated, number in _stated(_drafts(None, state)):
        code = nace_code(stated) or stated
        if code in codes:
            found[code] += number
    return dict(found)


def drafts_naming(codes: Collection[str]) -> QuerySet[Proposal]:
    """Return the open drafts whose sector is one of these NACE codes; one query more.

    A code may be written in several ways, so what was stated is read first.
    """
    drafts = _drafts(None, OPEN)
    stated = [each for each, _number in _stated(drafts)]
    written = [each for each in stated if (nace_code(each) or each) in codes]
    return drafts.filter(alliance__sector__in=written)


def _drafts(call: Call | None, state: str) -> QuerySet[Proposal]:
    found = Proposal.objects.filter(in_state(state))
    return found.filter(alliance__call=call) if call else found


def _stated(drafts: QuerySet[Proposal]) -> list[tuple[str, int]]:
    """Return each sector as it is stated, with the number of drafts."""
    named: QuerySet[Any, Any] = drafts.exclude(alliance__sector="").order_by()
    counted = named.values("alliance__sector").annotate(number=Count("pk"))
    return list(counted.values_list("alliance__sector", "number"))
