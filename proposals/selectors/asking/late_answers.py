"""What is told to who answers by a link that takes no answer any more."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from proposals.enums import PartnerAnswer
from proposals.models import ConfirmationRequest
from proposals.selectors.drafts.masthead import second_words


@dataclass(frozen=True, slots=True)
class LateAnswer:
    """An answer that was not recorded, kept on the page for who gave it."""

    stands: str
    """Who answered before, what and when, in a sentence; empty where nobody did."""
    is_no: bool
    """Whether it would have been a no, so that the way to say it matters most."""
    typed: tuple[tuple[str, str], ...]
    """What was typed, each by the label of its field."""


def late_answer(
    asked: ConfirmationRequest,
    pressed: PartnerAnswer | None,
    typed: tuple[tuple[str, str], ...],
) -> LateAnswer:
    """Return what is told of an answer that came too late to be recorded."""
    is_no = pressed in {PartnerAnswer.DECLINED, PartnerAnswer.NOT_OURS}
    stands = _stands(asked) if asked.answer else ""
    return LateAnswer(stands, is_no=is_no, typed=typed)


def _stands(asked: ConfirmationRequest) -> str:
    who = [asked.answered_name, asked.answered_function]
    about = {
        "by": ", ".join(filter(None, who)) or _("somebody else"),
        "moment": second_words(asked.answered_at) if asked.answered_at else "",
    }
    words = {
        PartnerAnswer.CONFIRMED: _(
            "Already answered: confirmed by %(by)s, %(moment)s."
        ),
        PartnerAnswer.DECLINED: _("Already answered: declined by %(by)s, %(moment)s."),
        PartnerAnswer.CHANGE: _(
            "Already answered: a change was asked for by %(by)s, %(moment)s."
        ),
        PartnerAnswer.NOT_OURS: _(
            "Already answered by this link: that it is not their organisation,"
            " %(moment)s."
        ),
    }
    return words[PartnerAnswer(asked.answer)] % about
