"""Four eyes: somebody asks to publish, and somebody else publishes or refuses.

For every row that is `Reviewed`. Whoever publishes calls `note_published` in the
transaction that writes what is published, so both happen or neither does.
"""

from collections.abc import Mapping
from typing import TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliances.enums import ReviewState
from alliances.models import User
from alliances.models.reviews import Reviewed
from alliances.services.reference import Unpublished

AnyReviewed = TypeVar("AnyReviewed", bound=Reviewed)
Figures = Mapping[str, int | str]


class AskedAlready(Unpublished):
    """Somebody else asked to publish it before."""

    message = _("Somebody has asked to publish this already. Read their reason.")


class DecidedAlready(Unpublished):
    """It was published or refused before."""

    message = _("This was decided meanwhile.")


class NotAskedFor(Unpublished):
    """Nobody asked to publish it, and it takes two."""

    message = _("Ask for publication first: another administrator publishes.")


class ThrownAway(Unpublished):
    """Somebody threw it away while nobody had asked to publish it."""

    message = _("Somebody threw this away meanwhile. Nothing was published.")


class OwnRequest(Unpublished):
    """Who asked for it wants to publish it, and it takes two."""

    message = _("You asked for this, so another administrator has to publish it.")


class ReasonMissing(Unpublished):
    """Nothing is asked for, published or refused without a reason."""

    message = _("Say why.")


@transaction.atomic
def ask_to_publish(
    *, row: AnyReviewed, reason: str, by: User, figures: Figures
) -> AnyReviewed:
    """Ask somebody else to publish a row; twice by one person is once.

    `figures` are what the person saw of its effects. Raises AskedAlready,
    DecidedAlready, ReasonMissing and ThrownAway.
    """
    held = _held(row)
    if held.review_state == ReviewState.ASKED and held.asked_by_id == by.pk:
        return held
    if held.review_state == ReviewState.ASKED:
        raise AskedAlready
    _refuse_decided(held)
    _note_asked(held, reason, by, figures)
    held.review_state = ReviewState.ASKED
    held.save()
    return held


@transaction.atomic
def note_published(
    *, row: AnyReviewed, by: User, reason: str = "", figures: Figures
) -> AnyReviewed:
    """Note that `by` publishes a row; call it in the transaction that does.

    By four eyes somebody else must have asked: NotAskedFor and OwnRequest. Where one
    person may publish alone, `reason` is needed unless it was given when asking. Raises
    DecidedAlready and ReasonMissing.
    """
    held = _held(row)
    _refuse_unpublishable(held, by)
    if held.review_state != ReviewState.ASKED:
        _note_asked(held, reason, by, figures)
    return _decided(held, ReviewState.PUBLISHED, by, figures)


@transaction.atomic
def check_publishable(*, row: AnyReviewed, by: User, reason: str = "") -> None:
    """Refuse what `note_published` would, and note nothing."""
    held = _held(row)
    _refuse_unpublishable(held, by)
    if held.review_state != ReviewState.ASKED:
        _stated(reason)


@transaction.atomic
def refuse_to_publish(*, row: AnyReviewed, reason: str, by: User) -> AnyReviewed:
    """Refuse what somebody asked for, or take one's own request back, with a reason.

    A refused row is never published; it stays as what was asked and answered. Raises
    NotAskedFor, DecidedAlready and ReasonMissing.
    """
    held = _held(row)
    _refuse_decided(held)
    if held.review_state != ReviewState.ASKED:
        raise NotAskedFor
    held.refusal = _stated(reason)
    return _decided(held, ReviewState.REFUSED, by, {})


@transaction.atomic
def discard_kept(
    *, rows: QuerySet[AnyReviewed], row: AnyReviewed
) -> AnyReviewed | None:
    """Throw the row away if it is among `rows` and nobody asked to publish it.

    Returns it as it was, or None. Locked: deleting looks first and deletes by key, so
    somebody who asks to publish it in between would lose it.
    """
    kept = rows.filter(pk=row.pk, review_state=ReviewState.KEPT)
    held = kept.select_for_update().first()
    if held is not None:
        held.delete()
    return held


def still_there(*, rows: QuerySet[AnyReviewed], row: AnyReviewed) -> AnyReviewed:
    """Return the row among `rows` as it is now; ThrownAway where it is gone."""
    found = rows.filter(pk=row.pk).first()
    if found is None:
        raise ThrownAway
    return found


def _held(row: AnyReviewed) -> AnyReviewed:
    """Return the row as it is now, locked until the transaction ends."""
    rows = type(row)._default_manager  # noqa: SLF001  # Django's public name for it
    return still_there(rows=rows.select_for_update(), row=row)


def _refuse_unpublishable(held: Reviewed, by: User) -> None:
    _refuse_decided(held)
    if settings.FOUR_EYES and held.review_state != ReviewState.ASKED:
        raise NotAskedFor
    if settings.FOUR_EYES and held.asked_by_id == by.pk:
        raise OwnRequest


def _refuse_decided(held: Reviewed) -> None:
    if held.review_state in {ReviewState.PUBLISHED, ReviewState.REFUSED}:
        raise DecidedAlready


def _note_asked(held: Reviewed, reason: str, by: User, figures: Figures) -> None:
    held.reason = _stated(reason)
    held.asked_by = by
    held.asked_at = timezone.now()
    held.asked_figures = dict(figures)


def _decided(
    held: AnyReviewed, state: ReviewState, by: User, figures: Figures
) -> AnyReviewed:
    held.review_state = state
    held.decided_by = by
    held.decided_at = timezone.now()
    held.decided_figures = dict(figures)
    held.save()
    return held


def _stated(reason: str) -> str:
    if not reason.strip():
        raise ReasonMissing
    return reason.strip()
