"""When the request of this thread reached the machine, as far as anybody noted it."""

import datetime as dt
import threading

LONGEST_WAIT = dt.timedelta(minutes=5)
"""A request that waited longer is as late as it is handled: nobody drips one in."""

_here = threading.local()


def note_arrival(moment: dt.datetime | None) -> None:
    """Say for this thread when its next request arrived; None for nobody knows."""
    _here.moment = moment


def arrival(*, now: dt.datetime) -> dt.datetime:
    """Return when the request of this thread arrived; `now` where nobody noted it.

    The web server notes it (`config.gunicorn_worker`), tests and commands do not.
    """
    moment: dt.datetime | None = getattr(_here, "moment", None)
    if moment is None or not now - LONGEST_WAIT <= moment <= now:
        return now
    return moment
