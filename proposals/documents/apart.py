"""Drawing in processes of their own, limited in time and memory.

What WeasyPrint needs for a hostile or huge document is known only once it has eaten it.
A forked process gives all of it back when it ends, and starts at once: the libraries
are loaded already.
"""

import errno
import os
import resource
import signal
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, Pipe, wait
from pathlib import Path
from typing import NoReturn, cast

from proposals.documents.fetching import RenderingRefused
from proposals.documents.renderer import Progress, RenderedPdf
from proposals.enums import PackStep

MIB = 2**20
STATM = Path("/proc/self/statm")
"""Where Linux counts the memory of a process, in pages."""
STATUS = Path("/proc/self/status")
"""Where it says, in KiB, how much address space a process had at most."""
EDGE = 16 * MIB
"""This near to all it may have, an error is one of memory, whatever it is called: what
is written in C says it in words of its own, or in none.
"""

SIGN_OF_LIFE_SECONDS = 5.0

CLOCK = 2
"""Seconds by the clock for each of the processor: what sleeps uses none of those."""

YIELDS = 5
"""By how much a drawing is nicer than the rest: on one machine pages go before it."""

ABNORMAL, STARVED = 70, 71
"""How one ends that could not tell what went wrong; STARVED for want of memory."""


class DrawingStopped(Exception):
    """A drawing was ended from outside: it took too long or too much memory."""


class DrawingTooLong(DrawingStopped):
    """It used more time than a drawing may."""


class DrawingTooLarge(DrawingStopped):
    """It needed more memory than a drawing may have, or its process died of it."""


class DrawingFailed(Exception):
    """It ended with an error; the text is the error's, for the log."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What each process may use."""

    seconds: int
    """Of its processor."""
    memory: int
    """Of address space, in MiB, beside what the worker has already."""


LIMITS = Limits(seconds=300, memory=1200)
"""With the 320 MiB of a worker about 1.5 GiB, for 600 pages with 2,000 rows."""


Send = Callable[[object], None]
Work = Callable[[Send], None]
"""Does its part and sends results, which must be picklable."""


@dataclass(frozen=True, slots=True)
class _Child:
    pid: int
    answers: Connection


def work_apart(
    works: Sequence[Work], *, limits: Limits
) -> Generator[object, None, None]:
    """Run each in a process of its own, all at once; yield what they send.

    None is yielded every few seconds while nothing else is, so that whoever waits can
    say that the work goes on.

    Raises RenderingRefused, DrawingTooLong, DrawingTooLarge and DrawingFailed for the
    first that fails. Closing the iterator kills what still runs.
    """
    children: dict[Connection, int] = {}
    try:
        for work in works:
            child = _started(work, limits, tuple(children))
            children[child.answers] = child.pid
        yield from _answers(children, limits)
    finally:
        for answers, pid in children.items():
            answers.close()
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def _answers(children: dict[Connection, int], limits: Limits) -> Iterator[object]:
    """Yield answers until every child has ended well, and take it off the list."""
    latest = time.monotonic() + CLOCK * limits.seconds
    while children:
        ready = wait(list(children), timeout=SIGN_OF_LIFE_SECONDS)
        if time.monotonic() > latest:
            raise DrawingTooLong
        if not ready:
            yield None
        for answers in ready:
            assert isinstance(answers, Connection)  # noqa: S101  # we wait for no other
            try:
                answer = answers.recv()
            except (EOFError, OSError):  # it ended, maybe within a message
                answers.close()
                _ended_well(children.pop(answers))
                continue
            if isinstance(answer, Exception):
                raise answer
            yield answer


def _ended_well(pid: int) -> None:
    """Take the status of an ended child; raise what it died of."""
    _pid, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        sign = os.WTERMSIG(status)
        raise DrawingTooLong if sign == signal.SIGXCPU else DrawingTooLarge
    if os.WEXITSTATUS(status) == STARVED:
        raise DrawingTooLarge
    if os.WEXITSTATUS(status):
        raise DrawingFailed


def _started(work: Work, limits: Limits, others: Sequence[Connection]) -> _Child:
    answers, sender = Pipe(duplex=False)
    pid = os.fork()
    if not pid:
        # Else an end of the pipe stays open here, and nobody sees a sibling end.
        for each in (answers, *others):
            each.close()
        _live(work, limits, sender)
    sender.close()
    return _Child(pid, answers)


def _live(work: Work, limits: Limits, sender: Connection) -> NoReturn:
    """Be the child: work, tell, and end without touching what the parent has open."""
    status = ABNORMAL
    try:
        for sign in (signal.SIGTERM, signal.SIGINT, signal.SIGUSR1):
            signal.signal(sign, signal.SIG_DFL)
        os.nice(YIELDS)
        resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 1))
        memory = _address_space() + limits.memory * MIB
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        failure = _failure_of(work, sender.send)
        if failure:
            sender.send(failure)
        status = 0
    except MemoryError:
        status = STARVED
    finally:
        # A parent that died closed the pipe; nothing that is left here may run.
        os._exit(status)


def _address_space() -> int:
    """Return the bytes of address space this process has: the libraries it loaded."""
    if not STATM.exists():
        return 0
    return int(STATM.read_text("ascii").split()[0]) * resource.getpagesize()


def _is_at_its_edge() -> bool:
    """Tell whether this process has had nearly all the address space it may have."""
    most, _hard = resource.getrlimit(resource.RLIMIT_AS)
    if most == resource.RLIM_INFINITY or not STATUS.exists():
        return False
    lines = STATUS.read_text("ascii").splitlines()
    (peak,) = [int(each.split()[1]) for each in lines if each.startswith("VmPeak:")]
    return peak * 1024 > most - EDGE


def _failure_of(work: Work, send: Send) -> Exception | None:
    """Work; return what went wrong in a form that survives the pipe.

    It is sent by the caller: here the error still holds the memory of the drawing.
    """
    try:
        work(send)
    except RenderingRefused as refusal:
        return RenderingRefused(refusal.address)
    except MemoryError:
        return DrawingTooLarge()
    except Exception as error:  # noqa: BLE001  # told to the parent, which logs it
        is_of_memory = isinstance(error, OSError) and error.errno == errno.ENOMEM
        if is_of_memory or _is_at_its_edge():
            return DrawingTooLarge()
        return DrawingFailed(f"{type(error).__name__}: {error}")
    return None


def draw_apart(
    draw: Callable[[Progress], RenderedPdf], *, limits: Limits, progress: Progress
) -> RenderedPdf:
    """Draw one document in a process of its own; `progress` may raise to stop it.

    Raises what `work_apart` raises.
    """
    last = (PackStep.PREPARING, 0, 0)
    with closing(work_apart([partial(_draw, draw)], limits=limits)) as answers:
        for answer in answers:
            if isinstance(answer, RenderedPdf):
                return answer
            last = cast("tuple[PackStep, int, int] | None", answer) or last
            progress(*last)
    raise DrawingFailed


def _draw(draw: Callable[[Progress], RenderedPdf], send: Send) -> None:
    send(draw(lambda *steps: send(steps)))
