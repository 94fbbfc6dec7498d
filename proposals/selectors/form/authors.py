"""Who can write the parts of a draft that are not a partner's own."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from alliances.models import Alliance, User
from alliances.worded import Worded
from proposals.enums import ColleagueRole
from proposals.models import Colleague, Proposal


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody a section can be assigned to."""

    key: int
    name: str


def author_keys(proposal: Proposal) -> QuerySet[User, int]:
    """Return the keys of the coordinator and those who edit, as a subquery."""
    joined = Colleague.objects.current().filter(proposal=proposal)
    editors = joined.filter(person__isnull=False, role=ColleagueRole.EDITOR).values(
        "person"
    )
    coordinator = Q(pk=proposal.alliance.coordinator_id)
    return User.objects.filter(coordinator | Q(pk__in=editors)).values_list(
        "pk", flat=True
    )


def authors_of(proposal: Proposal) -> tuple[Author, ...]:
    """Return the coordinator and the editors by name: one query."""
    people = _authors(proposal.pk, proposal.alliance.coordinator_id)
    rows = [Author(each.pk, str(each)) for each in people]
    return tuple(sorted(rows, key=lambda each: each.name.casefold()))


@Worded
def _authors(key: int, coordinator: int) -> QuerySet[User]:
    alliance = Alliance(coordinator=User(pk=coordinator))
    return User.objects.filter(pk__in=author_keys(Proposal(pk=key, alliance=alliance)))
