"""Why a pack could not be drawn: stored in English, said in each reader's language."""

from celery.exceptions import SoftTimeLimitExceeded
from django.utils.translation import gettext_noop as _

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


CRASHED = _("The worker died more than once while it drew this pack.")
"""Said of a pack that is given up, and of the archival one that is not tried again."""
