"""The largest pack there may be, drawn within the limits of the product.

`python -m tests.evidence worst_case 600` draws an application of at least so many pages
and 2,000 rows of tables, once as the archival document of a submission with its files
inside, once as a draft in pieces. A process stands for the worker: its drawings are
limited as the product limits them, and what it and they have together is watched, where
shared memory counts once. Then both are drawn with too little memory and too little
time, which must stop them. It fails where anything is beyond its goal.
"""

import os
import resource
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import psutil

from proposals.documents import apart
from proposals.documents.apart import (
    LIMITS,
    DrawingTooLarge,
    DrawingTooLong,
    Limits,
    draw_apart,
)
from proposals.documents.attached import attached_files
from proposals.documents.draft_pack import draw_draft
from proposals.documents.pack import pack_html, pack_page
from proposals.documents.renderer import RenderedPdf, load_libraries, render_pdf
from proposals.enums import PackForm
from tests.proposals.documents.applications import RECEIVED
from tests.proposals.documents.filled import filled

SHARE, PACKAGES = 6.0, 200
"""How much longer than its limit each text is, and how many work packages there are."""
ROWS, MOST_MIB = 2_000, 1536
BEYOND = {
    DrawingTooLarge: replace(LIMITS, memory=70),
    DrawingTooLong: replace(LIMITS, seconds=5),
}
"""Limits the pack does not fit into, by what must be raised."""
WATCH_SECONDS = 0.25
MIB = 2**20
PATIENCE = 20
"""Seconds by the clock for each of the processor: neighbours take their share here."""
Draw = Callable[[Limits], RenderedPdf]
say = partial(print, end="", flush=True)


@dataclass
class Seen:
    """What one drawing took."""

    pages: int = 0
    size: int = 0
    processor: float = 0.0
    """Seconds of it, of the worker and all drawings."""
    clock: float = 0.0
    together: float = 0.0
    """Most MiB that the worker and its drawings had at once."""
    addresses: float = 0.0
    """Most MiB of address space of one drawing, which is what is limited."""
    refusal: str = ""


class Nothing:
    """A shelf that keeps nothing."""

    def get(self, _key: str) -> None:
        """Return nothing."""

    def set(self, _key: str, _value: object) -> None:
        """Keep nothing."""


def main(pages: int) -> None:
    """Draw both kinds, print what each took, and end with an error beyond a goal."""
    load_libraries()
    apart.CLOCK = PATIENCE
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    say(f"{os.cpu_count()} processors, load {load}, limits {asdict(LIMITS)}\n")
    works, rows = _works()
    for name, draw in works.items():
        seen = _watched(partial(draw, LIMITS))
        say(
            f"{name}: {seen.pages} pages, {rows[name]} rows, {seen.size / MIB:.1f} MiB;"
            f" {seen.processor:.0f} s of the processor in {seen.clock:.0f} s;"
            f" {seen.together:.0f} MiB of memory, {seen.addresses:.0f} of addresses"
            f" {seen.refusal}\n"
        )
        if (
            seen.refusal
            or seen.pages < pages
            or rows[name] < ROWS
            or seen.together > MOST_MIB
        ):
            sys.exit(f"{name}: not {pages} pages and {ROWS} rows in {MOST_MIB} MiB")
        for error, limits in BEYOND.items():
            _hold(name, partial(draw, limits), error.__name__)


def _hold(name: str, draw: Callable[[], RenderedPdf], expected: str) -> None:
    """Say when and with how much a drawing was stopped; it must be for this reason."""
    seen = _watched(draw)
    say(
        f"{name}: {seen.refusal or 'not stopped'} after {seen.processor:.0f} s of the"
        f" processor, at {seen.together:.0f} MiB\n"
    )
    if seen.refusal != expected:
        sys.exit(f"{name}: should end as {expected}")


def _works() -> tuple[dict[str, Draw], dict[str, int]]:
    draft = filled(share=SHARE, packages=PACKAGES)
    sent = replace(draft, submission=RECEIVED)
    files = attached_files("{}", sent, copies={})
    pages = {
        "submitted pack": pack_page(sent, digest="0" * 64, files=files),
        "draft in pieces": pack_page(draft, digest="0" * 64),
    }
    texts = {name: pack_html(page) for name, page in pages.items()}
    works: dict[str, Draw] = {
        "submitted pack": partial(_submitted, texts["submitted pack"], files),
        "draft in pieces": partial(
            _draft, pages["draft in pieces"], texts["draft in pieces"]
        ),
    }
    return works, {name: text.count("<tr") for name, text in texts.items()}


def _submitted(html: str, files: Any, limits: Limits) -> RenderedPdf:
    draw = partial(
        _archival,
        partial(render_pdf, html, identifier=bytes(16), form=PackForm.ARCHIVAL),
        files,
    )
    return draw_apart(draw, limits=limits, progress=_nobody_waits)


def _archival(draw: Callable[..., RenderedPdf], files: Any, progress: Any) -> Any:
    return draw(files=files, progress=progress)


def _draft(page: Any, html: str, limits: Limits) -> RenderedPdf:
    return draw_draft(
        page, html=html, shelf=Nothing(), limits=limits, progress=_nobody_waits
    )


def _nobody_waits(*_: object) -> None:
    """Say nothing."""


def _watched(draw: Callable[[], RenderedPdf]) -> Seen:
    """Draw in a process that stands for the worker; return what it took."""
    fork = get_context("fork")
    answers, sender = fork.Pipe(duplex=False)
    worker = fork.Process(target=_work, args=(draw, sender))
    begun = time.monotonic()
    worker.start()
    seen, ended = Seen(), threading.Event()
    watcher = threading.Thread(target=_watch, args=(worker.pid, seen, ended))
    watcher.start()
    answer = answers.recv()
    worker.join()
    ended.set()
    watcher.join()
    return replace(seen, clock=time.monotonic() - begun, **answer)


def _work(draw: Callable[[], RenderedPdf], sender: Connection) -> None:
    told: dict[str, Any] = {}
    try:
        drawn = draw()
    except Exception as error:  # noqa: BLE001  # whatever it is, it is told
        told = {"refusal": type(error).__name__}
    else:
        told = {"pages": drawn.pages, "size": len(drawn.content)}
    own, others = (
        resource.getrusage(who)
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    processor = own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime
    sender.send({**told, "processor": processor})


def _watch(pid: int, seen: Seen, ended: threading.Event) -> None:
    worker = psutil.Process(pid)
    while not ended.wait(WATCH_SECONDS):
        with suppress(psutil.Error, OSError):
            drawings = worker.children(recursive=True)
            together = sum(each.memory_full_info().pss for each in (worker, *drawings))
            seen.together = max(seen.together, together / MIB)
            for each in drawings:
                seen.addresses = max(seen.addresses, _most_addresses(each.pid))


def _most_addresses(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text("ascii").splitlines():
        if line.startswith("VmPeak:"):
            return int(line.split()[1]) / 1024
    return 0.0
