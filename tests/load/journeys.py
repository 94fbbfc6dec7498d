"""What a coordinator and a partner do in the last hour, as addresses and moments."""

import random
from collections.abc import Iterator

from django.urls import reverse

from tests.load.consortia import Draft
from tests.load.people import questions_of
from tests.load.plan import Coordinator, Partner

SECTIONS = ("relevance", "impact", "partnership")
SPREAD = 0.9
"""Over which part of the time before it submits a coordinator works."""
QUESTIONS = 2


def coordinator_of(
    draft: Draft, end: float, saves: int, chance: random.Random
) -> Coordinator:
    """Return who browses and saves until `end`, and submits then."""
    alliance = draft.proposal.alliance
    key = alliance.public_id
    section = reverse("form-section", args=[key, chance.choice(SECTIONS)])
    reads = (
        ("list", reverse("alliance-list")),
        ("workspace", reverse("workspace", args=[key])),
        # What the page itself asks for once it is there.
        ("workspace: withdrawals", reverse("withdrawals-fragment", args=[key])),
        ("rules", reverse("rules")),
        ("section", section),
        ("presence", f"{section}here/"),
    )
    questions = questions_of(draft.proposal)[:QUESTIONS]
    places = [questions[place % QUESTIONS] for place in range(saves)]
    begin = end * (1 - SPREAD)
    return Coordinator(
        session=draft.session,
        draft=draft.proposal.pk,
        acronym=alliance.acronym,
        reads=reads,
        saves=tuple(
            (each, reverse("answer-save", args=[key, each])) for each in places
        ),
        check=reverse("submit", args=[key]),
        moments=(
            *sorted(chance.uniform(begin, end) for _each in range(len(reads) + saves)),
            end,
        ),
    )


def partners_of(
    draft: Draft, latest: float, chance: random.Random
) -> Iterator[Partner]:
    """Yield who opens the link of a mail at some moment until `latest`."""
    for each in draft.asked:
        yield Partner(
            request=each.request,
            address=reverse("confirm", args=[each.token]),
            name=f"Anna Kovács {each.request}",
            moment=chance.uniform(0, latest),
        )
