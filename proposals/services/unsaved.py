"""Bringing back what a browser kept: all of it or nothing."""

from collections.abc import Iterable

from django.db import transaction

from alliances.models import User
from proposals.models import Answer, Proposal
from proposals.selectors.form.unsaved import KeptText
from proposals.services.answers import Reply, save_answer


@transaction.atomic
def restore_unsaved(
    *, proposal: Proposal, texts: Iterable[KeptText], by: User
) -> list[Answer]:
    """Save kept texts and return the answers; ordinary saves, all or none of them.

    The version of each is the one that was shown beside it. What a text takes the place
    of stays in the history. Refuses like `save_answer`; then nothing was saved.
    """
    # In one order for everybody: two who bring back the same fields never wait for
    # each other in a circle.
    in_order = sorted(texts, key=lambda each: (each.question, each.partner or 0))
    return [
        save_answer(
            proposal=proposal,
            question=each.question,
            partner=each.partner,
            reply=Reply(each.text, each.use),
            version=each.version,
            by=by,
        )
        for each in in_order
    ]
