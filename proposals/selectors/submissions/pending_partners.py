"""Who has not confirmed, before a submission: how far each is, and the way out."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.enums import PendingPartners
from alliances.models import Call
from alliances.partner import Partner
from eligibility.core import Answer, ConsortiumSnapshot, Participant
from proposals.models import Proposal
from proposals.selectors.asking.answers import Answer as PartnerAnswer
from proposals.selectors.asking.answers import open_answers_of, stated_words
from proposals.selectors.asking.stages import WAITS
from proposals.selectors.drafts.addresses import address_of
from proposals.selectors.standing.verdicts import Verdict, taking_part
from proposals.selectors.submissions.submission_checks import Check, Point


def pending_in(snapshot: ConsortiumSnapshot) -> list[Participant]:
    """Return those who take part and have not confirmed."""
    return [each for each in taking_part(snapshot) if each.answer is Answer.INVITED]


def can_wait(call: Call) -> bool:
    """Say whether a named warning suffices for who has not confirmed."""
    return call.pending_partners == PendingPartners.WARN


def pending_check(
    proposal: Proposal,
    snapshot: ConsortiumSnapshot,
    rows: Sequence[Partner],
    *,
    now: dt.datetime,
) -> Check:
    """Return the line of the check list about partners, of which `rows` are all.

    Each that is open says how far its answer has come and leads to what can be done
    about it. One query where anybody is open, and one more where changes are asked for.
    """
    if not taking_part(snapshot):
        nobody = _("No organisation has been added yet.")
        return Check(Verdict("not-met", _("Missing")), _("Partners"), (nobody,))
    pending = pending_in(snapshot)
    if not pending:
        return Check(Verdict("met", _("Complete")), _("Every partner has confirmed"))
    call, number = proposal.alliance.call, len(pending)
    title = ngettext(
        "%(number)d partner has not confirmed",
        "%(number)d partners have not confirmed",
        number,
    ) % {"number": number}
    open_rows = [row for row in rows if row.label in _labels(pending)]
    answers = open_answers_of(open_rows, alliance=proposal.alliance_id, now=now)
    stated = stated_words(answers.values())
    return Check(
        Verdict("unknown" if can_wait(call) else "not-met", _("Warning")),
        title,
        (*_rule(call), stated) if stated else _rule(call),
        points=_points(proposal, open_rows, answers),
    )


def _labels(pending: Sequence[Participant]) -> frozenset[str]:
    return frozenset(each.label for each in pending)


def _points(
    proposal: Proposal,
    open_rows: Sequence[Partner],
    answers: Mapping[int, PartnerAnswer],
) -> tuple[Point, ...]:
    """Name each with how far it is, linked to where something can be done about it."""
    public_id = proposal.alliance.public_id
    asking = address_of("partner-invitations", public_id)
    points = []
    for row in open_rows:
        answer = answers[row.pk]
        field = "elsewhere" if answer.stage in WAITS else "email"
        url = (
            address_of("partner-answer", public_id, row.number)
            if answer.look
            else f"{asking}#id_{field}-{row.number}"
        )
        words = _("%(label)s %(name)s: %(state)s") % {
            "label": row.label,
            "name": row.name,
            "state": answer.word,
        }
        points.append(Point(words, url))
    return tuple(points)


def _rule(call: Call) -> tuple[str, ...]:
    if not call.takes_submissions and can_wait(call):
        return (
            _("In this call mandates followed selection. The pack prints who is open."),
        )
    if can_wait(call):
        return (_("This call lets you submit; the pack prints it as it is."),)
    return (
        _("This call asks every partner to confirm first."),
        _("Ask whoever is open, once more if need be, or remove who does not answer."),
    )
