"""Which pages the album shows: every one the product has, and some states of them."""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.http import HttpResponseBase
from django.urls import URLPattern, get_resolver

from tests.album.people import BEFORE, NEWCOMER, NOBODY, looks
from tests.architecture.test_urls import full_path, patterns
from tests.permissions.asking import place_of, shown_path

ROOT = Path(__file__).parents[2]
PERMISSIONS = ROOT / "docs" / "permissions.md"
DEMO = "demo/"
"""Where the tables say that there is nothing, because elsewhere there is not."""
ADMIN, API, API_PAGE = "admin/", "api/", "api-docs"
OF_DJANGO = re.compile(r"admin/($|password_change|alliances/(user|organisation)/)")
"""What the album shows of Django's administration; its other tables look alike."""
SHOWN, OK = "shown", 200
FRAGMENT, MARKUP = "-fragment", "-markup"
ERRORS = ("400", "403", "403_csrf", "404", "405", "429", "500", "503")
ERROR_PAGES = "Error pages"
STATES: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("alliance-list", "of-a-newcomer", {"who": NEWCOMER}),
    ("workspace", "with-clauses-not-met", {}),
    ("register-check", "with-problems", {}),
)
"""Pages that look quite different: their address by name, the state, what differs."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page, and who looks at it."""

    name: str
    path: str
    """The address as urls.py has it."""
    place: str
    who: str
    pattern: URLPattern | None = None
    address: str = ""
    """Where it is, if the pattern does not say."""
    template: str = ""
    """What stands there, if no address shows it."""

    @property
    def shown_path(self) -> str:
        """Return the address as the tables of permissions have it."""
        return shown_path(self.path)


def every_address() -> list[Page]:
    """Return every address, in the order of the tables of permissions, then by path.

    The first of two that share a name stands for both.
    """
    found: dict[str, Page] = {}
    for pattern in patterns(get_resolver()):
        path = full_path(pattern)
        name = f"admin-{pattern.name}" if path.startswith(ADMIN) else str(pattern.name)
        who = BEFORE[name][0] if name in BEFORE else looks(path)
        found.setdefault(name, Page(name, path, place_of(path), who, pattern))
    return sorted(found.values(), key=lambda each: (each.place, each.path))


def shown_addresses() -> set[str]:
    """Return at which addresses somebody is shown something, as permissions.md says."""
    found: set[str] = set()
    for row in PERMISSIONS.read_text("utf-8").splitlines():
        cells = [each.strip() for each in row.split("|")]
        if len(cells) > 3 and cells[2] == "GET" and SHOWN in cells:
            found.update(re.findall(r"`([^`]+)`", cells[1]))
    return found


def every_page() -> list[Page]:
    """Return what the album has to show, or has to say why it does not."""
    shown = shown_addresses()
    pages = [
        each
        for each in every_address()
        if each.shown_path in shown or each.name in BEFORE or each.path.startswith(DEMO)
    ]
    return [*pages, *states(pages), *error_pages()]


def states(pages: list[Page]) -> list[Page]:
    """Return what pages look like in another state."""
    named = {each.name: each for each in pages}
    return [
        replace(named[name], name=f"{name}-{state}", **changes)
        for name, state, changes in STATES
        if name in named
    ]


def error_pages() -> list[Page]:
    """Return the pages that stand where something is refused or broken."""
    return [
        Page(
            name=f"error-{each}",
            path="",
            place=ERROR_PAGES,
            who=NOBODY,
            address=f"/error-{each}/",
            template=f"{each}.html",
        )
        for each in ERRORS
    ]


def known_reason(page: Page) -> str:
    """Say why an address needs no picture, if that is known before it is asked."""
    is_api = page.path.startswith(API)
    reasons = {
        "a part of a page": page.name.endswith(FRAGMENT),
        "a page of Django's administration, which look alike": (
            page.path.startswith(ADMIN) and not OF_DJANGO.match(page.path)
        ),
        "a mail, shown within demo-mail": page.name.endswith(MARKUP),
        "an answer to programs": is_api and page.name != API_PAGE,
        "a file, or an answer to programs": (
            bool(page.path) and not page.path.endswith("/") and not is_api
        ),
    }
    return next((why for why, holds in reasons.items() if holds), "")


def found_reason(answer: HttpResponseBase) -> str:
    """Say why what an address answered is no page; nothing where it is one."""
    kind = answer.headers.get("Content-Type", "").partition(";")[0]
    if answer.status_code == OK and kind != "text/html":
        return f"a file ({kind})"
    return ""
