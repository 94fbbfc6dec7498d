"""A number for each run: two at once share nothing, and a dead one leaves nothing."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

MOST_RUNS = 8
PLACE = Path("/run/lock/ssa-faults")


@contextmanager
def own_number(clear: Callable[[int], None]) -> Iterator[int]:
    """Hold a number nobody else holds; RuntimeError if there is none left.

    The lock ends with its process, whatever ends that: `clear` is called for each
    number nobody holds, and takes away what a run that was killed left there.
    """
    PLACE.mkdir(parents=True, exist_ok=True)
    held = None
    for number in range(MOST_RUNS):
        lock = (PLACE / f"{number}").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            continue
        clear(number)
        if held is None:
            held = number, lock
        else:
            lock.close()
    if held is None:
        raise RuntimeError(f"{MOST_RUNS} runs are under way: wait for one to end.")
    number, lock = held
    try:
        yield number
    finally:
        lock.close()
