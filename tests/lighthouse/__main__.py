"""Measures the main pages as a throttled phone sees them: `make lighthouse`.

It starts the demo as `make run` does, with gunicorn, hashed names and compression, and
prints a table of medians; a score under 95 ends it as failed. `python -m
tests.lighthouse 1 http://127.0.0.1:8000` asks a demo that runs already, once.
"""

import os
import sys
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime

from tests.browser.album import running_demo
from tests.lighthouse.measuring import FIGURES, SCORES, Measured, measured
from tests.lighthouse.pages import Shown, pages_of_the_demo
from tests.stack.browsers import find_browser, running_browser

LEAST = 95
RUNS = 3
HELD = ("performance", "accessibility", "best-practices")
"""What no page may fall short of; search engines see public pages only."""
HEAD = ("Page", "Performance", "Accessibility", "Best practices", "SEO")
UNITS = {"LCP": (1000, ".1f", " s"), "TBT": (1, ".0f", " ms"), "CLS": (1, ".3f", "")}
KILOBYTE = 1024


def main(arguments: list[str]) -> int:
    """Print the table; return the exit status."""
    runs = int(arguments[0]) if arguments else RUNS
    demo = nullcontext(arguments[1]) if arguments[1:] else running_demo()
    browser = find_browser()
    if browser is None:
        sys.stderr.write("There is no Chromium: `apt-get install chromium`.\n")
        return 1
    sys.stdout.write(f"| {' | '.join((*HEAD, *FIGURES.values()))} |\n")
    sys.stdout.write(f"|{' --- |' * (len(HEAD) + len(FIGURES))}\n")
    short = [
        f"{shown.name}: {each}"
        for shown, found in all_measured(browser, runs, demo)
        for each in shortcomings(shown, found)
    ]
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    day = datetime.now(tz=UTC).date().isoformat()
    sys.stdout.write(f"\n{day}, median of {runs}, load of the machine {load}\n")
    sys.stderr.write("".join(f"{line}\n" for line in short))
    return 1 if short else 0


def all_measured(
    browser: str, runs: int, demo: AbstractContextManager[str]
) -> list[tuple[Shown, Measured]]:
    """Measure every page, one after the other; print each as it is known."""
    found = []
    with demo as address:
        with running_browser(browser) as walking:
            pages = pages_of_the_demo(walking, address)
        for shown in pages:
            answer = measured(shown, at=address, browser=browser, runs=runs)
            sys.stdout.write(f"{row(shown, answer)}\n")
            sys.stdout.flush()
            found.append((shown, answer))
    return found


def row(shown: Shown, found: Measured) -> str:
    """Return a page's line of the table."""
    scores = [f"{found.scores[name]:.0f}" for name in SCORES]
    if not shown.is_public:
        scores[-1] = "–"
    cells = [shown.name, *scores, *(figure(found, name) for name in FIGURES)]
    return f"| {' | '.join(cells)} |"


def figure(found: Measured, audit: str) -> str:
    """Return a figure with its unit."""
    share, pattern, unit = UNITS.get(FIGURES[audit], (KILOBYTE, ".0f", ""))
    return f"{found.figures[audit] / share:{pattern}}{unit}"


def shortcomings(shown: Shown, found: Measured) -> list[str]:
    """Return which scores are too low, and which audits took points."""
    held = (*HELD, "seo") if shown.is_public else HELD
    low = [
        f"{name} {found.scores[name]:.0f}"
        for name in held
        if found.scores[name] < LEAST
    ]
    return [*low, *(f"failed {each}" for each in sorted(found.failed))] if low else []


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
