"""One reader in a process of its own, led by the code its inputs reach.

`python -m tests.fuzz.guided READER SECONDS`. What libFuzzer says of the edges it found
goes to standard error, where `tests.fuzz` reads it.
"""

import os
import random
import resource
import sys
import time
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris
import pytest

from tests.fuzz.changing import changed
from tests.fuzz.counted import FOLDER, Counts, read_counts
from tests.stack import environment, network

LED = ("alliances.files", "eligibility.core", "proposals.files", "flufl.bounce")
"""Whose code leads; openpyxl in front of it would take ten times as long for a row."""
LONGEST = 200_000
"""Bytes of an input that is changed; what is larger comes from `hostile`."""
MOST_MEMORY = 3 * 1024**3
"""Of the address space: what wants more gets a MemoryError, which is a finding."""
EVERY = 0.5
"""Seconds between two times that counts are written down."""


def fuzz(name: str, seconds: float) -> None:
    """Read hostile files, then whatever leads on from the sound ones."""
    counts = _after_hostile(name)
    with atheris.instrument_imports(include=[*LED]):
        _prepare()
        from tests.fuzz.readers import READERS  # noqa: PLC0415  # only now instrumented
    reader, begun, written = READERS[name], time.monotonic(), 0.0

    def once(content: bytes) -> None:
        nonlocal written
        counts.take(f"{len(content)} bytes", content, lambda: reader.takes(content))
        now = time.monotonic()
        if now - written > EVERY:
            counts.seconds, written = now - begun, now
            counts.write()

    with TemporaryDirectory() as folder:
        for number, seed in enumerate(reader.seeds()):
            (Path(folder) / str(number)).write_bytes(seed)
        options = (f"-max_len={LONGEST}", f"-max_total_time={max(1, int(seconds))}")
        quiet = ("-rss_limit_mb=0", "-timeout=120", "-seed=1", "-verbosity=1")
        kept = f"-artifact_prefix={FOLDER}/{name}-"
        atheris.Setup(
            ["fuzz", folder, *options, *quiet, kept], once, custom_mutator=_change
        )
        atheris.Fuzz()


def _after_hostile(name: str) -> Counts:
    """Read the hostile files in a process that counts no edges, as fast as a server."""
    if not (child := os.fork()):
        _prepare()
        from tests.fuzz.readers import READERS  # noqa: PLC0415  # needs the settings

        READERS[name].read_hostile(Counts(name)).write()
        os._exit(0)
    os.waitpid(child, 0)
    return read_counts(FOLDER / f"{name}.json")


def _prepare() -> None:
    environment.prepare("sqlite")
    network.refuse_network(pytest.MonkeyPatch())
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    warnings.simplefilter("ignore")


def _change(content: bytes, most: int, seed: int) -> bytes:
    return changed(content, most, random.Random(seed), atheris.Mutate)  # noqa: S311  # no secret


if __name__ == "__main__":
    fuzz(sys.argv[1], float(sys.argv[2]))
