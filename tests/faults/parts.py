"""The programs of the product: started, killed, and started again as compose does."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from config.processes import end_with_parent

RESTART_SECONDS = 0.5
"""How long compose leaves a part that ended before it starts it again, about."""


def _end_with_us() -> None:
    end_with_parent(signal.SIGKILL)


@dataclass
class Part:
    """One program, as one container of compose."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    is_held: bool = False
    """Whether it is not started again, because it is to be away."""
    process: subprocess.Popen[bytes] | None = None
    starts: int = 0
    started_at: list[float] = field(default_factory=list)
    more: dict[str, str] = field(default_factory=dict)
    """Of the environment, for a while: another clock."""

    def start(self) -> None:
        """Start it; what it says goes into its log."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**self.environment, **self.more},
                start_new_session=True,
                preexec_fn=_end_with_us,  # noqa: PLW1509  # calls one function of C
            )
        self.starts += 1
        self.started_at.append(time.time())

    @property
    def is_running(self) -> bool:
        """Say whether its first process has not ended."""
        return self.process is not None and self.process.poll() is None

    def family(self) -> list[psutil.Process]:
        """Return its first process, then all those it started."""
        if self.process is None:
            return []
        with suppress(psutil.NoSuchProcess):
            first = psutil.Process(self.process.pid)
            return [first, *first.children(recursive=True)]
        return []

    def kill9(self, *, only_first: bool = False) -> None:
        """Kill it as a machine without memory does: nobody says goodbye."""
        found = self.family()
        for each in found[:1] if only_first else found:
            with suppress(psutil.NoSuchProcess):
                each.send_signal(signal.SIGKILL)
        if self.process is not None:
            self.process.wait()

    def ask_to_end(self) -> None:
        """Ask it to end by itself; whoever keeps it starts it again."""
        if self.process is not None:
            self.process.terminate()

    def stop(self, *, patience: float = 10) -> None:
        """Ask it to end, and wait; kill what does not."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(patience)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Keeper:
    """Starts again what ended and is not held, as `restart: unless-stopped` does."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = parts
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._keep)

    def start(self) -> None:
        """Begin; what it starts ends with its thread, thus not before `end`."""
        self._thread.start()

    def end(self) -> None:
        """Stop keeping, then stop all parts, the last first."""
        self._ended.set()
        self._thread.join()

    def _keep(self) -> None:
        while not self._ended.is_set():
            for part in self.parts:
                if not part.is_held and not part.is_running:
                    time.sleep(RESTART_SECONDS if part.starts else 0)
                    part.start()
            self._ended.wait(0.1)
        for part in reversed(self.parts):
            part.is_held = True
            part.stop()
