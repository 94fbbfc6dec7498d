"""Goes through the pages as those who see them, and keeps what it saw."""

import sys
from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from tests.album import index
from tests.album.camera import Camera, Shots, keep, sheet
from tests.album.pages import Page, every_page, found_reason, known_reason
from tests.album.people import BEFORE, People
from tests.album.stage import ADDRESS, NOON, Clock
from tests.album.world import World
from tests.stack.browsers import find_browser, running_browser

VIEWS = ("desk-light", "desk-dark", "phone-light", "phone-dark")
NO_BROWSER = "There is no Chromium: `apt-get install chromium`."
OK = 200
KEYS = "allauth.mfa.webauthn.internal.auth.get_credentials"
"""What would read the public key of a passkey: that of the album has none."""


class Session:
    """One taking of pictures: of all pages, or of some."""

    def __init__(
        self, clock: Clock, flags: Sequence[str], *, whole: Path | None
    ) -> None:
        self._clock, self._flags, self._whole = clock, flags, whole
        self._problems: list[str] = []
        self._why = index.reasons()

    def take(self, names: Sequence[str]) -> int:
        """Take the pages of these names, all without any; return the exit status."""
        path = find_browser()
        if path is None:
            sys.exit(NO_BROWSER)
        pages = every_page()
        wanted = [each for each in pages if not names or each.name in names]
        if unknown := set(names) - {each.name for each in wanted}:
            sys.exit(f"No page is shown at {', '.join(sorted(unknown))}.")
        self._world = World(self._clock)
        self._people = People(self._world.people)
        self._clock.stand_at(NOON)
        no_keys = patch(KEYS, return_value=[])
        with no_keys, running_browser(path, *self._flags) as browser:
            self._browser, self._cameras = browser, dict[str, tuple[Client, Camera]]()
            for each in wanted:
                self._look_at(each)
        index.write([each for each in pages if self._is_known(each)], self._why)
        _forget_others(pages)
        return self._tell()

    def _look_at(self, page: Page) -> None:
        """Take one page, or note why there is nothing to take."""
        self._why.pop(page.name, None)
        if reason := known_reason(page):
            self._why[page.name] = reason
            return
        cache.clear()
        browser, camera = self._window(page)
        body = _as_html(page.template) if page.template else ""
        address = page.address or self._world.address(page)
        if not body:
            answer = browser.get(address)
            if reason := found_reason(answer):
                self._why[page.name] = reason
                return
            if answer.status_code != OK:
                self._problems.append(f"{page.name}: {answer.status_code} {address}")
                return
        camera.carry({name: each.value for name, each in browser.cookies.items()})
        self._keep(page, camera.take(address, body))

    def _is_known(self, page: Page) -> bool:
        """Say whether there is a picture, from now or before, or a reason for none."""
        return page.name in self._why or _picture_of(page).exists()

    def _window(self, page: Page) -> tuple[Client, Camera]:
        """Return the browsers of who looks: new ones, if something was done before."""
        who = page.name if page.name in BEFORE else page.who
        if who not in self._cameras:
            browser = self._people.browser(page.who)
            if page.name in BEFORE:
                BEFORE[page.name][1](browser)
            self._cameras[who] = browser, Camera(self._browser, ADDRESS)
        return self._cameras[who]

    def _keep(self, page: Page, shots: Shots) -> None:
        if shots.problems:
            self._problems.append(f"{page.name}: {', '.join(shots.problems)}")
        path = _picture_of(page)
        keep(sheet(shots.pictures), path)
        sys.stdout.write(f"{path.name}  {path.stat().st_size // 1024} kB\n")
        sys.stdout.flush()
        if self._whole:
            self._whole.mkdir(parents=True, exist_ok=True)
            for view, picture in zip(VIEWS, shots.pictures, strict=True):
                picture.save(self._whole / f"{page.name}.{view}.png")

    def _tell(self) -> int:
        """Say what was wrong with pages; return the exit status."""
        for each in self._problems:
            sys.stderr.write(f"{each}\n")
        return 1 if self._problems else 0


def _picture_of(page: Page) -> Path:
    return index.PICTURES / f"{page.name}.webp"


def _as_html(template: str) -> str:
    """Return an error page as its handler renders it."""
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    return render_to_string(template, {}, request)


def _forget_others(pages: Sequence[Page]) -> None:
    """Remove pictures of pages that there are no more."""
    names = {each.name for each in pages}
    for path in index.PICTURES.glob("*.webp"):
        if path.stem not in names:
            path.unlink()
