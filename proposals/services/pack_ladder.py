"""The ladder of a submitted pack: archival where it can be, plain so that there is one.

A plain PDF stands in for an archival one that failed; the archival one is drawn again
after a while. So is what could not be saved. Drafts have one rung.
"""

import datetime as dt
from dataclasses import dataclass
from functools import partial

import structlog
from django.core.cache import caches
from django.db import OperationalError

from alliances import clock
from proposals.documents.fetching import RenderingRefused
from proposals.documents.pack import draw_pack
from proposals.documents.renderer import Progress, RenderedPdf
from proposals.models import ApplicationPack
from proposals.services.pack_copies import copies_named_in
from proposals.services.pack_failures import CRASHED, MOST_ATTEMPTS, failure_words
from proposals.services.pack_heartbeat import ClaimLost

log = structlog.get_logger(__name__)

RETRIES = (dt.timedelta(minutes=10), dt.timedelta(hours=1), dt.timedelta(hours=6))
"""How long after each failure the archival pack is drawn again, and how often."""


@dataclass(frozen=True, slots=True)
class Rung:
    """How far a drawing came, and when it is tried again."""

    drawing: RenderedPdf | None
    """None where the plain PDF that is there stays."""
    failure: str = ""
    """Why it is not archival."""
    retries: int = 0
    retry_at: dt.datetime | None = None


def reach_a_rung(*, pack: ApplicationPack, progress: Progress) -> Rung:
    """Draw a pack, as a plain one where the archival one of a submission fails.

    After as many crashes as a pack may have, the archival one is not tried: it may be
    what kills workers. Raises ClaimLost, RenderingRefused (no form may ask for
    something outside), OperationalError and whatever the last rung raises.
    """
    draw = partial(draw_pack, pack.content, shelf=caches["pieces"], progress=progress)
    if pack.submission_id is None:
        return Rung(draw())
    if pack.attempt >= MOST_ATTEMPTS:
        return _plain(pack, draw, CRASHED)
    try:
        return Rung(draw(copies=copies_named_in(pack=pack)))
    except (ClaimLost, OperationalError, RenderingRefused):
        raise  # none is about the drawing: a plain one would fare no better
    except Exception as error:
        log.exception("archival_pack_failed", pack=str(pack.public_id))
        failure = failure_words(error=error)
    # Not within the handler: the error still holds the process of the first drawing.
    return _plain(pack, draw, failure)


def next_try(*, pack: ApplicationPack, error: Exception) -> dict[str, object]:
    """Return what the row of a pack that ended without a file says of another try.

    Nothing for drafts, which are asked for anew, and for what asks for something
    outside: it would again.
    """
    if pack.submission_id is None or isinstance(error, RenderingRefused):
        return {}
    return {"retries": pack.retries + 1, "retry_at": _retry_at(pack.retries)}


def _plain(pack: ApplicationPack, draw: "partial[RenderedPdf]", failure: str) -> Rung:
    drawing = None if pack.stands_in else draw(stands_in=True)
    return Rung(drawing, failure, pack.retries + 1, _retry_at(pack.retries))


def _retry_at(retries: int) -> dt.datetime | None:
    """Return when it is tried again after so many failures; None if not by itself."""
    return clock.now() + RETRIES[retries] if retries < len(RETRIES) else None
