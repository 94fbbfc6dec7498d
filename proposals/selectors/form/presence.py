"""Who else is on a section now, in a sentence."""

import datetime as dt

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from alliances.models import User
from proposals.enums import ColleagueRole
from proposals.models import Colleague, Presence, Proposal
from proposals.policies import Seat, seat_of
from proposals.selectors.form.readers import asked_at

EXPIRES = dt.timedelta(seconds=45)
"""Two heartbeats and a bit: whoever said nothing for so long has gone."""


def present_words(
    proposal: Proposal,
    section: str,
    *,
    partner: int | None,
    reader: User,
    now: dt.datetime,
) -> str:
    """Say who else is there: "Maria is here, editing “Aims”."; empty for nobody.

    The contact of a partner is told of nobody its seat does not know. One query, two
    where the reader is not the coordinator. Whoever left the draft is gone after
    EXPIRES at the latest.
    """
    rows = Presence.objects.filter(
        proposal=proposal,
        section=section,
        partner=partner,
        seen_at__gt=now - EXPIRES,
    ).exclude(person=reader)
    seat = seat_of(reader, proposal)
    if seat.is_contact:
        rows = rows.exclude(person__in=_strangers(proposal, seat))
    people = rows.select_related("person").order_by("person__full_name", "pk")
    return " ".join(_sentence(proposal, each) for each in people)


def _strangers(proposal: Proposal, seat: Seat) -> QuerySet[Colleague, int | None]:
    """Return the keys of the colleagues `Seat.knows` says no to, as a subquery."""
    joined = proposal.colleagues.current().filter(person__isnull=False)
    others = joined.exclude(role=ColleagueRole.EDITOR)
    return others.exclude(partnership__number=seat.partner or 0).values_list(
        "person", flat=True
    )


def _sentence(proposal: Proposal, row: Presence) -> str:
    found = asked_at(proposal, row.question)
    if found is None:
        return _("%(name)s is here.") % {"name": row.person}
    words = _("%(name)s is here, editing “%(title)s”.")
    return words % {"name": row.person, "title": found[1].title}
