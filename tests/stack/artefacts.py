"""What journeys leave to be looked at: pictures of steps, and of what went wrong.

They lie in `var/artefacts`, or where `--artefacts` says, one folder for each test, and
each run empties it first. Nothing reads them but people.
"""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page

REPORTS = pytest.StashKey[dict[str, pytest.TestReport]]()
LONGEST = 120
"""Characters of a folder's name: of names of tests with their cases."""


class Artefacts:
    """The folder of one test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._steps = 0

    def step(self, page: Page, name: str) -> None:
        """Keep the whole page as it is at this step."""
        self._steps += 1
        self._picture(page, f"{self._steps:02} {name}")

    def failure(self, page: Page, number: int, console: list[str]) -> None:
        """Keep a window as the test left it: picture, markup, and what it said."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = f"failed in window {number}"
        lines = [page.url, *console, ""]
        (self.folder / f"{name}.txt").write_text("\n".join(lines), "utf-8")
        (self.folder / f"{name}.html").write_text(page.content(), "utf-8")
        self._picture(page, name)

    def _picture(self, page: Page, name: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        # To hide the caret leaves empty styles, which htmx copies against our policy.
        path = self.folder / f"{name}.png"
        page.screenshot(path=path, full_page=True, caret="initial")


def folder_of(config: pytest.Config) -> Path:
    """Return where the tests of a run keep what is to be looked at."""
    return Path(config.getoption("--artefacts")) / str(config.getoption("--engine"))


def of_test(item: pytest.Item) -> Artefacts:
    """Return where a test keeps its own; nothing is there yet."""
    name = f"{item.path.stem.removeprefix('test_')}, {item.name}"
    plain = re.sub(r"[^\w.,-]+", " ", name).strip()[:LONGEST]
    folder = folder_of(item.config) / plain
    shutil.rmtree(folder, ignore_errors=True)
    return Artefacts(folder)


def has_failed(item: pytest.Item) -> bool:
    """Say whether the test itself failed, before anything is torn down."""
    report = item.stash.get(REPORTS, {}).get("call")
    return report is not None and report.failed


def note(item: pytest.Item, report: pytest.TestReport) -> None:
    """Keep how a phase of a test ended."""
    item.stash.setdefault(REPORTS, {})[report.when] = report


def keep_failure(artefacts: Artefacts, pages: list[Page], console: list[str]) -> None:
    """Keep every window; one that is gone keeps nobody from the others."""
    for number, page in enumerate(pages, 1):
        try:
            artefacts.failure(page, number, console)
        except Error as error:
            console.append(str(error))
