"""The answers of a draft in its copy: what is asked there too, as a first version."""

import datetime as dt
from collections.abc import Mapping

from alliances.models import Partnership, User
from proposals.files.form import ASKED, Per, Question
from proposals.models import Answer, AnswerVersion, Proposal

Partners = Mapping[int, Partnership]
"""Key of a partner in the original → the partner in the copy."""


def copy_answers(
    *,
    source: Proposal,
    target: Proposal,
    asked: Mapping[str, Question],
    partners: Partners,
    by: User,
    now: dt.datetime,
) -> None:
    """Copy what `target` asks too, of the partners who come along: three queries.

    `by` is who answers in the copy: the history of the original stays there. A question
    that is asked otherwise, once and not per partner, is another question.
    """
    rows = Answer.objects.filter(proposal=source, question__in=asked)
    kept = [
        Answer(
            proposal=target,
            question=each.question,
            partnership=partners.get(each.partnership_id or 0),
            text=each.text,
            use=each.use,
            changed_by=by,
            changed_at=now,
        )
        for each in rows.exclude(text="", use="")
        if _is_asked(asked[each.question], each, partners)
    ]
    AnswerVersion.objects.bulk_create(
        AnswerVersion(
            answer=each,
            version=each.version,
            text=each.text,
            use=each.use,
            by=by,
            started_at=now,
            saved_at=now,
        )
        for each in Answer.objects.bulk_create(kept)
    )


def _is_asked(question: Question, answer: Answer, partners: Partners) -> bool:
    if answer.partnership_id is None:
        return question.per is Per.PROPOSAL
    partner = partners.get(answer.partnership_id)
    return (
        partner is not None
        and question.per is not Per.PROPOSAL
        and partner.role in ASKED[question.per]
    )
