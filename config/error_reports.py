"""Reports of unhandled errors: where, which, and the way through the code; no more.

What an error says, what was sent, who sent it and what variables held may be personal,
and stays in the log and on the machine. A report holds nothing of it by its shape:
there is no field for any of these.
"""

import datetime as dt
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field

import structlog
from celery import Task, signals
from django.conf import settings
from django.core.signals import got_request_exception
from django.http import HttpRequest
from django.utils import timezone
from django.utils.module_loading import import_string

from config import error_sending
from config.metrics import route_of

REQUEST, TASK, COMMAND = "request", "task", "command"
QUIET_SECONDS = 60
"""The same error at the same place is reported once in this time by each process."""
BASE, ELSEWHERE = f"{settings.BASE_DIR}/", "/site-packages/"

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Frame:
    """One step of the way to an error."""

    file: str
    """Below our folder, or below that of libraries."""
    line: int
    function: str
    is_ours: bool
    """Whether it is code of this product and not of a library."""


@dataclass(frozen=True, slots=True)
class Raised:
    """One exception without its words."""

    kind: str
    """Its dotted name."""
    frames: tuple[Frame, ...]
    """The outermost first."""


@dataclass(frozen=True, slots=True)
class ErrorReport:
    """An error nobody handled."""

    at: dt.datetime
    where: str
    """REQUEST, TASK or COMMAND."""
    name: str
    """Of the route, the task or the command; never an address or an argument."""
    reference: str
    """By which its lines are found in the log; empty for a command."""
    chain: tuple[Raised, ...]
    """The error, after it what caused it."""
    earlier: int = 0
    """How often the same happened since the last report."""


@dataclass(slots=True)
class _Told:
    """What was reported lately, and how often it happened since."""

    until: dict[tuple[object, ...], float] = field(default_factory=dict)
    since: dict[tuple[object, ...], int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def earlier(self, what: tuple[object, ...]) -> int | None:
        """Return how often it happened unreported; None if it is to stay so now."""
        now = time.monotonic()
        with self.lock:
            if now < self.until.get(what, 0.0):
                self.since[what] = self.since.get(what, 0) + 1
                return None
            self.until[what] = now + QUIET_SECONDS
            return self.since.pop(what, 0)


_told = _Told()


def listen() -> None:
    """Report what no page and no task of this process handles."""
    got_request_exception.connect(report_request)
    signals.task_failure.connect(report_task)


def report_request(request: HttpRequest, **_: object) -> None:
    """Report the error a page is being answered with."""
    error = sys.exception()
    if error is not None:
        reference = request.META.get("HTTP_X_REQUEST_ID", "")
        report(error, where=REQUEST, name=route_of(request), reference=reference)


def report_task(
    sender: Task[..., object], task_id: str, exception: BaseException, **_: object
) -> None:
    """Report the error a task ended with."""
    report(exception, where=TASK, name=str(sender.name), reference=task_id)


def report_command(error: BaseException, *, name: str) -> None:
    """Report the error a command ends with, and wait until that was sent."""
    report(error, where=COMMAND, name=name)
    error_sending.finish()


def report(error: BaseException, *, where: str, name: str, reference: str = "") -> None:
    """Send a report to whoever is to have it; never an error of its own."""
    try:
        chain = tuple(_chain(error))
        last = chain[0].frames[-1:] if chain else ()
        earlier = _told.earlier((where, name, chain[0].kind, last))
        if earlier is None:
            return
        made = ErrorReport(timezone.now(), where, name, reference, chain, earlier)
        if settings.ERROR_REPORTER:
            import_string(settings.ERROR_REPORTER)(made)
        error_sending.send(made)
    except Exception as failed:  # noqa: BLE001  # an error is no place for another
        log.warning("error_not_reported", error=type(failed).__name__)


def _chain(error: BaseException | None) -> Iterator[Raised]:
    """Yield an error and what caused it, each once."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield Raised(
            kind=f"{type(error).__module__}.{type(error).__qualname__}",
            frames=tuple(_frames(error)),
        )
        error = error.__cause__ or (
            None if error.__suppress_context__ else error.__context__
        )


def _frames(error: BaseException) -> Iterator[Frame]:
    """Yield the way to an error; code objects alone are asked, no variable."""
    for frame, line in traceback.walk_tb(error.__traceback__):
        path, function = frame.f_code.co_filename, frame.f_code.co_qualname
        is_ours = path.startswith(BASE) and ELSEWHERE not in path
        yield Frame(_short(path), line, function, is_ours)


def _short(path: str) -> str:
    """Leave out how the folders of this machine are called."""
    for folder in (ELSEWHERE, BASE, "/lib/"):
        if folder in path:
            return path.rpartition(folder)[2]
    return path.rpartition("/")[2]
