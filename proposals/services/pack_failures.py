"""Why a pack could not be drawn, as people read it."""

from celery.exceptions import SoftTimeLimitExceeded
from django.utils.translation import gettext as _

from proposals.documents.apart import DrawingTooLarge, DrawingTooLong
from proposals.documents.fetching import RenderingRefused

MOST_ATTEMPTS = 3
"""Crashes after which a pack is given up: its content may be what kills workers."""


def failure_words(*, error: Exception) -> str:
    """Say why drawing failed, without the inside of the machine."""
    if isinstance(error, RenderingRefused):
        return _("The document asked for something outside itself, so it was stopped.")
    if isinstance(error, DrawingTooLarge):
        return _("Drawing needed more memory than a pack may have and was stopped.")
    if isinstance(error, SoftTimeLimitExceeded | DrawingTooLong):
        return _("Drawing took too long and was stopped.")
    if isinstance(error, OSError):
        return _("The file could not be saved. Nothing of the application is lost.")
    return _("Drawing stopped with an error, which is logged.")


def crash_words(*, times: int) -> str:
    """Say how often a worker died over it."""
    return _("The worker died %d times while it drew this pack.") % times
