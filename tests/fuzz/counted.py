"""What is counted of a target: inputs, answers, findings, time and memory."""

import hashlib
import json
import resource
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests.architecture.sources import BASE

FOLDER = BASE / "var" / "fuzz"
"""Counts of the last run, and every input that was a finding."""
SLOW = 20.0
"""Seconds of the processor after which an input is a finding."""
MOST_KEPT = 20
"""Findings kept of one target: more of them say nothing new."""
MIB = 1024


@dataclass
class Counts:
    """What came of one target so far."""

    target: str
    inputs: int = 0
    ways: int = 0
    """Edges of the code reached, or kinds of answers seen, whatever the target has."""
    accepted: int = 0
    refused: int = 0
    findings: list[str] = field(default_factory=list)
    slowest: float = 0.0
    """Seconds of the processor for the input that took longest."""
    slowest_input: str = ""
    peak: int = 0
    """Of the whole process, in MiB."""
    seconds: float = 0.0

    def write(self) -> None:
        """Leave the counts to whoever prints them."""
        self.peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MIB
        FOLDER.mkdir(parents=True, exist_ok=True)
        text = json.dumps(asdict(self), indent=2)
        (FOLDER / f"{self.target}.json").write_text(text, "utf-8")

    def take(self, what: str, content: bytes, ask: Callable[[], bool]) -> None:
        """Count one input: `ask` says whether it was taken, and raises a finding."""
        self.inputs += 1
        begun = time.process_time()
        try:
            is_accepted = ask()
        except Exception as error:  # noqa: BLE001  # whatever it is, it was not meant
            self.find(content, _told(error))
        else:
            self.accepted += is_accepted
            self.refused += not is_accepted
        took = time.process_time() - begun
        if took > self.slowest:
            self.slowest, self.slowest_input = took, what
        if took > SLOW:
            self.find(content, f"{what} took {took:.1f} s")

    def find(self, content: bytes, told: str) -> None:
        """Keep an input that was answered as nobody meant."""
        if len(self.findings) >= MOST_KEPT:
            return
        name = f"{self.target}-{hashlib.sha256(content).hexdigest()[:12]}"
        FOLDER.mkdir(parents=True, exist_ok=True)
        (FOLDER / name).write_bytes(content)
        self.findings.append(f"{name}: {told}")


def read_counts(path: Path) -> Counts:
    """Return counts that a target left."""
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return Counts(**found)


def _told(error: Exception) -> str:
    """Say what was raised, and where in the product or its libraries."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    return f"{type(error).__name__} at {place}: {str(error)[:200]}"
