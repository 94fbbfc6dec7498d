"""Partners that look alike: told apart, or asked about again."""

from django.db import transaction

from alliances.models import User
from proposals.enums import ActivityKind
from proposals.errors import TwinsChanged
from proposals.models import Distinction, Proposal
from proposals.selectors.consortium.likeness import likeness_of, pair_digest
from proposals.services.activity import note_act
from proposals.services.drafts import lock_draft


def tell_apart(
    *, proposal: Proposal, numbers: tuple[int, int], stated: str, by: User
) -> Distinction:
    """Keep that two partners are two organisations: nobody is asked again.

    `stated` is the digest of what both stated when they were looked at. The answer
    holds until name, country or PIC of one of them changes. Twice changes nothing: who
    answered first stays. Refuses with TwinsChanged if one states something else now,
    or takes part no longer.
    """
    with transaction.atomic():
        draft = lock_draft(proposal=proposal, by=by)
        taking_part = draft.alliance.partnerships.taking_part()
        rows = list(taking_part.filter(number__in=numbers).order_by("number"))
        if len(rows) != len(numbers):
            raise TwinsChanged
        first, second = rows
        if pair_digest(likeness_of(first), likeness_of(second)) != stated:
            raise TwinsChanged
        answer, is_new = Distinction.objects.get_or_create(
            alliance=draft.alliance,
            stated=stated,
            defaults={"first": first, "second": second, "by": by},
        )
        if is_new:
            told = {"partners": [first.number, second.number]}
            note_act(draft=draft, kind=ActivityKind.TOLD_APART, by=by, facts=told)
    return answer


def ask_again(*, proposal: Proposal, stated: str, by: User) -> None:
    """Forget that two partners are two organisations. Twice changes nothing."""
    with transaction.atomic():
        draft = lock_draft(proposal=proposal, by=by)
        rows = Distinction.objects.filter(alliance=draft.alliance, stated=stated)
        if row := rows.select_related("first", "second").first():
            row.delete()
            told = {"partners": [row.first.number, row.second.number]}
            note_act(draft=draft, kind=ActivityKind.TWINS_ASKED, by=by, facts=told)
