"""Runs Lighthouse on one page, in a Chromium that carries somebody's cookies."""

import contextlib
import json
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

from tests.lighthouse.pages import Shown
from tests.stack.browsers import FLAGS
from tests.stack.servers import free_port

HERE = Path(__file__).parent
PROGRAM = HERE / "node_modules" / "lighthouse" / "cli" / "index.js"
SCORES = ("performance", "accessibility", "best-practices", "seo")
FIGURES = {
    "largest-contentful-paint": "LCP",
    "total-blocking-time": "TBT",
    "cumulative-layout-shift": "CLS",
    "total-byte-weight": "kB",
}
SECONDS_TO_START = 60
SECONDS_FOR_A_RUN = 240


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run says, or the median of several."""

    scores: dict[str, float]
    """In hundredths, by category."""
    figures: dict[str, float]
    """By audit: milliseconds, the sum of layout shifts, bytes."""
    failed: frozenset[str]
    """Audits that cost points of accessibility or practice."""


def measured(shown: Shown, *, at: str, browser: str, runs: int) -> Measured:
    """Return the medians of several runs, each with an empty cache."""
    with running_window(browser, shown, at=at) as port:
        answers = [one_run(f"{at}{shown.path}", port) for _run in range(runs)]
    return median(answers)


def median(answers: Sequence[Measured]) -> Measured:
    """Return each score's and each figure's median, and what ever failed."""
    first = answers[0]
    return Measured(
        {
            k: statistics.median(each.scores[k] for each in answers)
            for k in first.scores
        },
        {
            k: statistics.median(each.figures[k] for each in answers)
            for k in first.figures
        },
        frozenset().union(*(each.failed for each in answers)),
    )


@contextlib.contextmanager
def running_window(browser: str, shown: Shown, *, at: str) -> Iterator[int]:
    """Run a Chromium with the reader's cookies; yield the port that drives it."""
    port, folder = free_port(), tempfile.mkdtemp(prefix="ssa-lighthouse-")
    command = [browser, *FLAGS, "--headless=new", f"--user-data-dir={folder}"]
    process = subprocess.Popen(
        [*command, f"--remote-debugging-port={port}", "about:blank"],
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_driven(port)
        with sync_playwright() as playwright:
            # Only for the cookies: nobody else looks on while a page is measured.
            lent = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
            lent.contexts[0].add_cookies(
                [
                    {"name": each["name"], "value": each["value"], "url": at}
                    for each in shown.cookies
                ]
            )
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


def wait_until_driven(port: int) -> None:
    """Return once the browser listens."""
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        with (
            contextlib.suppress(OSError),
            urlopen(f"http://127.0.0.1:{port}/json/version", timeout=5),
        ):
            return
        time.sleep(0.2)
    raise RuntimeError("Chromium did not start.")


def one_run(address: str, port: int) -> Measured:
    """Let Lighthouse open a page as a throttled phone does."""
    command = [
        *("node", str(PROGRAM), address, f"--port={port}", "--quiet"),
        *("--output=json", f"--only-categories={','.join(SCORES)}"),
        "--no-enable-error-reporting",
    ]
    finished = subprocess.run(
        command, capture_output=True, text=True, timeout=SECONDS_FOR_A_RUN, check=False
    )
    if finished.returncode:
        raise RuntimeError(f"{address}: {finished.stderr.strip()}")
    report = json.loads(finished.stdout)
    if problem := report.get("runtimeError"):
        raise RuntimeError(f"{address}: {problem['message']}")
    if report["finalDisplayedUrl"] != address:
        raise RuntimeError(f"{address} led to {report['finalDisplayedUrl']}")
    return read(report)


def read(report: dict[str, Any]) -> Measured:
    """Take from a report what the table shows."""
    audits, categories = report["audits"], report["categories"]
    counted = [
        each["id"]
        for name in ("accessibility", "best-practices")
        for each in categories[name]["auditRefs"]
        if each["weight"]
    ]
    return Measured(
        scores={name: 100 * categories[name]["score"] for name in SCORES},
        figures={name: audits[name]["numericValue"] for name in FIGURES},
        failed=frozenset(name for name in counted if audits[name]["score"] == 0),
    )
