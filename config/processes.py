"""Child processes that never outlive the one that started them."""

import contextlib
import ctypes
import os
import signal
import subprocess  # nosec B404  # commands are ours, no shell
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

PR_SET_PDEATHSIG = 1
POLL_SECONDS = 0.05


def end_with_parent(sign: signal.Signals) -> None:
    """Have Linux send this process a signal when its parent is gone, even by kill -9.

    Elsewhere there is no such call; the ordinary ways of stopping still work.
    """
    if signal.getsignal(sign) is signal.SIG_IGN:
        # A shell's job in the background ignores some signals, and its children too.
        signal.signal(sign, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, sign)


@dataclass(frozen=True)
class Child:
    """A started program with a name for messages."""

    name: str
    process: subprocess.Popen[bytes]

    @property
    def running(self) -> bool:
        """Say whether the program has not ended yet."""
        return self.process.poll() is None

    def ask_to_stop(self) -> None:
        """Send SIGTERM to the program itself: it finishes what it has in hand."""
        if self.running:
            self.process.terminate()

    def kill(self) -> None:
        """End the program and all it started, at once."""
        # Its group outlives it if it left anything behind, so no test of `running`.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def start(
    name: str,
    command: Sequence[str],
    *,
    environment: Mapping[str, str] | None = None,
    output: BinaryIO | None = None,
) -> Child:
    """Start a program as leader of its own group, tied to this process.

    It writes to our terminal unless `output` is given.
    """
    process = subprocess.Popen(  # noqa: S603  # commands are ours, no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output and subprocess.STDOUT,
        env=environment,
        # A terminal's Ctrl-C must reach the supervisor only, which stops in order.
        start_new_session=True,
        # SIGQUIT: without a supervisor nobody waits, and job rows recover the work.
        preexec_fn=lambda: end_with_parent(signal.SIGQUIT),  # noqa: PLW1509  # no threads here
    )
    return Child(name=name, process=process)


def stop(children: Sequence[Child], *, patience: float) -> None:
    """Stop all: ask, wait together for at most `patience` seconds, then kill."""
    for child in children:
        child.ask_to_stop()
    deadline = time.monotonic() + patience
    while any(child.running for child in children) and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)
    for child in children:
        child.kill()
