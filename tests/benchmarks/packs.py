"""Packs beside Chromium's print and one plain WeasyPrint, in one run.

Run with `python -m tests.benchmarks.packs`, alone on the machine. All draw the same
application: 21 organisations, ten work packages, every question answered to 85 per cent
of its limit, and for the submission 25 signed mandates inside. The plain WeasyPrint is
what anybody would write: the same HTML and style, no tags, one process. Each is drawn
in a process of its own in every round, in turn; of the rounds the fastest counts, since
neighbours can only slow it down. Memory is what the processes have for themselves.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import psutil

from tests.benchmarks.child import run_in_child

ROUNDS = 3
MANDATES = 25
MOST_SUBMITTED, MOST_FIRST, MOST_EDIT = 1.3, 0.8, 0.1
CHROMIUM = ("chromium", "--headless", "--no-sandbox", "--disable-gpu")


@dataclass
class Shelf:
    """Counts what is put on it."""

    kept: dict[str, Any] = field(default_factory=dict)
    put: int = 0

    def get(self, key: str) -> Any:
        """Return what was kept."""
        return self.kept.get(key)

    def set(self, key: str, value: Any) -> None:
        """Keep and count."""
        self.kept[key] = value
        self.put += 1


def measure() -> None:
    """Print seconds, memory and ratios; end with an error above a goal."""
    import django  # noqa: PLC0415  # only the child needs it

    django.setup()
    import weasyprint  # noqa: F401  # loaded before anything is timed
    from reportlab.pdfgen import canvas  # noqa: F401  # as above

    works = _works()
    seconds: dict[str, list[float]] = {name: [] for name in works}
    memory: dict[str, float] = dict.fromkeys(works, 0.0)
    for _round in range(ROUNDS):
        for name, work in works.items():
            took, peak = _apart(work)
            seconds[name].append(took)
            memory[name] = max(memory[name], peak)
    best = {name: min(each) for name, each in seconds.items()}
    floor = best["plain WeasyPrint"]
    for name, each in best.items():
        spread = statistics.pstdev(seconds[name]) / each
        sys.stdout.write(
            f"{name:18} {each:6.2f} s, {each / floor:5.2f} of plain WeasyPrint,"
            f" {memory[name]:5.0f} MiB, spread {spread:.0%}\n"
        )
    _hold("submitted pack", best["submitted pack"] / floor, MOST_SUBMITTED)
    _hold("first draft", best["first draft"] / floor, MOST_FIRST)
    _hold("after one edit", best["after one edit"] / floor, MOST_EDIT)


def _hold(name: str, ratio: float, most: float) -> None:
    if ratio > most:
        sys.exit(f"{name}: {ratio:.2f} of plain WeasyPrint, more than {most}")


def _works() -> dict[str, Callable[[], Any]]:
    from proposals.documents.pack import pack_html, pack_page  # noqa: PLC0415  # set up
    from tests.proposals.documents.applications import RECEIVED  # noqa: PLC0415  # same
    from tests.proposals.documents.filled import filled  # noqa: PLC0415  # as above

    draft = filled()
    page = pack_page(draft, digest="0" * 64)
    html = pack_html(page)
    shelf = Shelf()
    first = _draw_draft(draft, shelf)
    put = shelf.put
    sys.stdout.write(f"draft: {first.pages} pages in {put} pieces\n")
    _draw_draft(draft, shelf)
    sys.stdout.write(f"unchanged draft: {shelf.put - put} pieces drawn\n")
    edited = _edited(draft)
    once = Shelf(dict(shelf.kept))
    _draw_draft(edited, once)
    sys.stdout.write(f"after one edit: {once.put} pieces drawn\n")
    submitted = replace(draft, submission=RECEIVED)
    return {
        "plain WeasyPrint": partial(_plain, html),
        "Chromium": partial(_chromium, html),
        "submitted pack": partial(_submitted, submitted),
        "first draft": lambda: _draw_draft(draft, Shelf()),
        "after one edit": lambda: _draw_draft(edited, Shelf(dict(shelf.kept))),
        "unchanged": lambda: _draw_draft(draft, Shelf(dict(shelf.kept))),
    }


def _edited(draft: Any) -> Any:
    """Change one word of the answer of one partner."""
    *front, partnership, rest = _cut(draft.form.sections, "partnership")
    question = partnership.questions[-1]
    reply = replace(question.replies[4], text=question.replies[4].text + " Changed.")
    replies = (*question.replies[:4], reply, *question.replies[5:])
    questions = (*partnership.questions[:-1], replace(question, replies=replies))
    sections = (*front, replace(partnership, questions=questions), *rest)
    return replace(draft, form=replace(draft.form, sections=sections))


def _cut(sections: Any, code: str) -> list[Any]:
    at = [each.code for each in sections].index(code)
    return [*sections[: at + 1], sections[at + 1 :]]


def _draw_draft(application: Any, shelf: Shelf) -> Any:
    from proposals.documents.apart import LIMITS  # noqa: PLC0415  # set up first
    from proposals.documents.draft_pack import draw_draft  # noqa: PLC0415  # as above
    from proposals.documents.pack import pack_html, pack_page  # noqa: PLC0415  # as above

    page = pack_page(application, digest=f"{id(application):064x}")
    html = pack_html(page)
    return draw_draft(
        page, html=html, shelf=shelf, limits=LIMITS, progress=lambda *_: None
    )


def _submitted(application: Any) -> None:
    from proposals.documents import archival  # noqa: PLC0415  # set up first
    from proposals.documents.attached import attached_files  # noqa: PLC0415  # as above
    from proposals.documents.pack import pack_html, pack_page  # noqa: PLC0415  # as above
    from proposals.documents.renderer import render_pdf  # noqa: PLC0415  # as above
    from proposals.enums import PackForm  # noqa: PLC0415  # as above

    data = attached_files("{}", application, copies={})
    scan = os.urandom(300_000)
    mandates = [
        archival.EmbeddedFile(
            f"mandate-P{number}.pdf",
            scan,
            "application/pdf",
            archival.Relationship.SUPPLEMENT,
            f"Mandate of P{number}",
            application.submission.received_at,
        )
        for number in range(1, MANDATES + 1)
    ]
    html = pack_html(pack_page(application, digest="0" * 64, files=data))
    render_pdf(
        html,
        identifier=b"0" * 16,
        progress=lambda *_: None,
        form=PackForm.ARCHIVAL,
        files=[*mandates, *data],
    )


def _plain(html: str) -> None:
    from weasyprint import HTML  # set up first

    from proposals.documents.fetching import InsideFetcher  # noqa: PLC0415  # as above
    from proposals.documents.renderer import (  # noqa: PLC0415  # as above
        STYLE_SHEET,
        house_style,
    )

    fetcher = InsideFetcher()
    fonts, style = house_style(fetcher, STYLE_SHEET)
    HTML(string=html, url_fetcher=fetcher).write_pdf(
        font_config=fonts, stylesheets=[style]
    )


def _chromium(html: str) -> None:
    from proposals.documents.renderer import PAPER, STYLE_SHEET  # noqa: PLC0415  # set up

    style = f"<style>{PAPER.read_text()}{STYLE_SHEET.read_text()}</style></head>"
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "pack.html", Path(folder) / "pack.pdf"
        source.write_text(html.replace("</head>", style), encoding="utf-8")
        command = [*CHROMIUM, f"--print-to-pdf={target}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True)  # ours
        assert target.stat().st_size  # it printed something


def _apart(work: Callable[[], Any]) -> tuple[float, float]:
    """Return the seconds of a work in a process of its own, and its most memory."""
    begun = time.monotonic()
    pid = os.fork()
    if not pid:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    peaks = [0.0]
    watcher = threading.Thread(target=_watch, args=(pid, peaks), daemon=True)
    watcher.start()
    _pid, status = os.waitpid(pid, 0)
    took = time.monotonic() - begun
    if status:
        sys.exit("a drawing failed")
    watcher.join()
    return took, max(peaks)


def _watch(pid: int, peaks: list[float]) -> None:
    with suppress(psutil.Error):
        process = psutil.Process(pid)
        while True:
            family = [process, *process.children(recursive=True)]
            peaks.append(sum(each.memory_full_info().uss for each in family) / 2**20)
            time.sleep(0.1)


if __name__ == "__main__":
    if "--child" in sys.argv:
        measure()
    else:
        run_in_child("tests.benchmarks.packs")
