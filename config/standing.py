"""What stands above every page for a time: that nothing can be changed, say."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from alliances.models import Pause
from alliances.selectors.pauses import present_pause
from alliances.words import zoned_moment_words


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that everybody is told, in the reader's language."""

    title: str
    """What it is, in a few words."""
    text: str
    """What it means for who reads, and how long."""
    reason: str = ""
    """Why, as whoever runs the product wrote it."""
    is_explained: bool = False
    """Whether the page that tells how all parts work says more."""


def read_only_notice() -> Notice | None:
    """Say that nothing can be changed, while that is so."""
    pause = present_pause()
    if pause is None:
        return None
    return Notice(_("Read-only for now"), pause_words(pause), pause.reason)


def since_words(pause: Pause) -> str:
    """Say since when nothing can be changed."""
    moment = zoned_moment_words(timezone.localtime(pause.began_at))
    return _("Since %(moment)s nothing can be changed.") % {"moment": moment}


def pause_words(pause: Pause) -> str:
    """Say what a pause means; an end that has passed is not promised any more."""
    if pause.until is None or pause.until <= timezone.now():
        return _("Everything can be read, nothing can be changed for now.")
    moment = zoned_moment_words(timezone.localtime(pause.until))
    text = _(
        "Everything can be read, nothing can be changed, as a rule until %(moment)s."
    )
    return text % {"moment": moment}
