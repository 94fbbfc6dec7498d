"""Where something stands between who asked for it and who decides."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from alliances.enums import ReviewState
from alliances.models import User
from alliances.models.reviews import Reviewed
from alliances.selectors.editions import person_words, zoned_moment_words


@dataclass(frozen=True, slots=True)
class Review:
    """What was asked and answered, and what the reader may do."""

    state: str
    asked: str
    """Who asked for publication, and when; empty while nobody did."""
    reason: str
    decided: str
    """Who published or refused it, and when; empty while nobody did."""
    refusal: str
    is_own: bool
    """Whether the reader asked for it."""
    may_ask: bool
    may_publish: bool
    may_refuse: bool
    """Refuse it, or take one's own request back."""
    needs_reason: bool
    """Whether publishing takes a reason of the reader: nobody has given one."""
    is_alone: bool
    """Whether there is no other administrator who could publish it."""

    @property
    def waits_by_choice(self) -> bool:
        """Whether the reader asked a second person without having to."""
        return self.is_own and self.may_publish


def review_of(row: Reviewed, reader: User) -> Review:
    """Return the review of a row, loaded with its people; at most one query."""
    state = ReviewState(row.review_state)
    is_asked, is_kept = state is ReviewState.ASKED, state is ReviewState.KEPT
    is_own = is_asked and row.asked_by_id == reader.pk
    takes_two = settings.FOUR_EYES
    return Review(
        state=state,
        asked=_who(row.asked_by, row.asked_at),
        reason=row.reason,
        decided=_who(row.decided_by, row.decided_at),
        refusal=row.refusal,
        is_own=is_own,
        may_ask=is_kept,
        may_publish=(is_asked and not is_own) if takes_two else is_asked or is_kept,
        may_refuse=is_asked,
        needs_reason=is_kept,
        is_alone=takes_two and not other_administrators(reader.pk).exists(),
    )


def other_administrators(person: int) -> QuerySet[User]:
    """Return who may decide on what the person with this key asks for."""
    return User.objects.filter(is_active=True, is_staff=True).exclude(pk=person)


def _who(person: User | None, moment: object) -> str:
    if person is None:
        return ""
    words = {"person": person_words(person), "when": zoned_moment_words(moment)}
    return _("%(person)s, %(when)s") % words
