import errno
import faulthandler
import os
import resource
import signal
import time
from multiprocessing.connection import Pipe

import pytest

from proposals.documents import apart
from proposals.documents.apart import (
    DrawingFailed,
    DrawingTooLarge,
    DrawingTooLong,
    Limits,
    draw_apart,
    work_apart,
)
from proposals.documents.fetching import RenderingRefused
from proposals.documents.renderer import RenderedPdf
from proposals.enums import PackStep

LIMITS = Limits(seconds=20, memory=4096)


def results(*works, limits=LIMITS):
    return [each for each in work_apart(works, limits=limits) if each is not None]


def is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def say_who_and_sleep(send):
    send(os.getpid())
    time.sleep(60)


def test_each_work_has_a_process_of_its_own():
    pids = results(*[lambda send: send(os.getpid())] * 2)

    assert len({*pids, os.getpid()}) == 3


def test_what_a_process_changes_stays_with_it():
    here = []

    results(lambda _send: here.append("there"))

    assert here == []


def test_a_drawing_lets_others_go_first_and_its_parent_stays_as_it_was():
    here = os.nice(0)

    (there,) = results(lambda send: send(os.nice(0)))

    assert (there, os.nice(0)) == (min(here + apart.YIELDS, 19), here)


def test_results_arrive_while_others_still_work():
    answers = work_apart([say_who_and_sleep], limits=LIMITS)

    pid = next(answers)
    assert is_running(pid)
    answers.close()
    assert not is_running(pid)


def test_first_failure_ends_the_others(tmp_path):
    told = tmp_path / "pid"

    def stays(_send):
        told.write_text(str(os.getpid()))
        time.sleep(60)

    def fails(_send):
        while not told.exists():
            time.sleep(0.01)
        raise KeyError("sector")

    with pytest.raises(DrawingFailed, match="KeyError: 'sector'"):
        results(stays, fails)

    assert not is_running(int(told.read_text()))


def test_refused_address_arrives_with_its_name():
    def draw(_send):
        raise RenderingRefused("file:///etc/passwd")

    with pytest.raises(RenderingRefused) as refusal:
        results(draw)

    assert refusal.value.address == "file:///etc/passwd"


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGABRT, signal.SIGSEGV])
def test_process_that_is_killed_counts_as_too_large(sign):
    def die(_send):
        faulthandler.disable()  # pytest's, which would print a page about it
        os.kill(os.getpid(), sign)

    with pytest.raises(DrawingTooLarge):
        results(die)


def test_more_time_than_allowed_is_refused():
    def spin(_send):
        while True:
            pass

    with pytest.raises(DrawingTooLong):
        results(spin, limits=Limits(1, 4096))


def test_process_that_sleeps_is_ended_by_the_clock(monkeypatch):
    monkeypatch.setattr(apart, "SIGN_OF_LIFE_SECONDS", 0.05)
    monkeypatch.setattr(apart, "CLOCK", 0.005)

    with pytest.raises(DrawingTooLong):
        results(say_who_and_sleep)


def test_waiting_gives_signs_of_life(monkeypatch):
    monkeypatch.setattr(apart, "SIGN_OF_LIFE_SECONDS", 0.05)
    answers = work_apart([say_who_and_sleep], limits=LIMITS)

    assert isinstance(next(answers), int)
    assert next(answers) is None
    answers.close()


def test_process_that_ends_within_a_message_is_noticed():
    def half(send):
        # Says that 256 bytes follow, and then dies after four.
        os.write(send.__self__.fileno(), b"\x00\x00\x01\x00half")
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(DrawingTooLarge):
        results(half)


def test_document_is_drawn_with_its_progress():
    seen = []

    def draw(progress):
        progress(PackStep.PAINTING, 1, 2)
        return RenderedPdf(b"%PDF", 2)

    drawn = draw_apart(draw, limits=LIMITS, progress=lambda *p: seen.append(p))

    assert (drawn.content, drawn.pages) == (b"%PDF", 2)
    assert seen == [(PackStep.PAINTING, 1, 2)]


def test_signs_of_life_repeat_the_last_step(monkeypatch):
    monkeypatch.setattr(apart, "SIGN_OF_LIFE_SECONDS", 0.05)
    seen = []

    def draw(progress):
        progress(PackStep.PAINTING, 1, 2)
        time.sleep(0.5)
        return RenderedPdf(b"%PDF", 2)

    draw_apart(draw, limits=LIMITS, progress=lambda *p: seen.append(p))

    assert len(seen) > 1
    assert set(seen) <= {(PackStep.PREPARING, 0, 0), (PackStep.PAINTING, 1, 2)}


def test_drawing_that_ends_without_a_document_failed(monkeypatch):
    monkeypatch.setattr(apart, "_draw", lambda _draw, _send: None)

    with pytest.raises(DrawingFailed):
        draw_apart(
            lambda _progress: RenderedPdf(b"", 0),
            limits=LIMITS,
            progress=lambda *_: None,
        )


def test_progress_that_raises_stops_the_drawing():
    pids = []

    class Lost(Exception):
        pass

    def progress(_step, done, _total):
        pids.append(done)
        raise Lost

    def draw(progress):
        progress(PackStep.PAINTING, os.getpid(), 0)
        time.sleep(60)

    with pytest.raises(Lost):
        draw_apart(draw, limits=LIMITS, progress=progress)

    assert not is_running(pids[0])


class Ended(BaseException):
    """Stands for the end of a process."""


@pytest.fixture
def here(monkeypatch):
    """Let the child's part run in this process, which its limits would end."""
    ended = []

    def end(status):
        ended.append(status)
        raise Ended

    monkeypatch.setattr(os, "_exit", end)
    monkeypatch.setattr(resource, "setrlimit", lambda *_: None)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    return ended


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (RenderingRefused("x:"), RenderingRefused),
        (MemoryError(), DrawingTooLarge),
        (OSError(errno.ENOMEM, "Cannot allocate memory"), DrawingTooLarge),
        (OSError(errno.ENOSPC, "No space left on device"), DrawingFailed),
        (KeyError(1), DrawingFailed),
    ],
)
def test_child_tells_its_error_and_ends_well(here, error, told):
    answers, sender = Pipe(duplex=False)

    def work(_send):
        raise error

    with pytest.raises(Ended):
        apart._live(work, LIMITS, sender)

    assert here == [0]
    assert type(answers.recv()) is told


def test_child_whose_parent_died_ends_with_an_error(here):
    answers, sender = Pipe(duplex=False)
    answers.close()

    with pytest.raises(Ended):
        apart._live(lambda send: send(1), LIMITS, sender)

    assert here == [apart.ABNORMAL]


def test_child_that_ends_with_an_error_failed(monkeypatch):
    monkeypatch.setattr(apart, "_failure_of", None)

    with pytest.raises(DrawingFailed):
        results(lambda send: send(1))
