"""What every address shows to everybody, as text, to be looked at for barriers."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.template.loader import render_to_string
from django.test import override_settings
from django.urls import URLPattern, get_resolver
from lxml import html  # type: ignore[import-untyped]  # ships no types

from proposals.emails.plain import letter, link_to
from tests.architecture.test_urls import full_path, patterns
from tests.permissions import table
from tests.permissions.asking import (
    IN_MEMORY,
    known_people,
    leave,
    quiet,
    shown_path,
    taken_back,
)
from tests.permissions.people import ROLES, Crowd

NOBODY = "nobody"
PAGE = "text/html"
ROW = re.compile(r"^\| (`.+`) \| GET \| (.+) \|$", re.MULTILINE)
ADDRESS = re.compile(r"`([^`]+)`")
REFUSALS = {"forbidden", "nothing", "no"}
STANDING_ALONE = ("400", "403", "403_csrf", "404", "405", "429", "500")
"""Error pages, which need nothing to be drawn."""

PART = """<!DOCTYPE html><html lang="en">{head}<body><div class="page page--plain">
<main><h1>A page</h1><h2>A section</h2>{part}</main></div></body></html>"""
HEAD = re.compile(r"<head>.*</head>", re.DOTALL)
LOOKED_UP = ("class", "role", "type")
OF_DJANGO = "/admin/"
AFTER_MODELS = re.compile(r"\b(?:app|model|column|field)-[\w-]+")
"""Classes that Django gives after a model or a field; no style sheet names one."""
KIND_OF_DJANGO = re.compile(r"/(add|change|delete|history)/$")
"""How the addresses of its pages about one row end; a list has no such end."""

Thing = tuple[str, ...]
"""A kind of element: its name, what styles it, what it states, and where it stands."""


@dataclass(frozen=True)
class Shown:
    """A page or a part of one, as somebody sees it.

    Attributes:
        address: Where it is.
        role: Who sees it, the first of those who see the same.
        text: The page; a part stands in a page with the head of the one it is for.
        is_part: Whether it is fetched into a page.
    """

    address: str
    role: str
    text: str
    is_part: bool = False

    def __str__(self) -> str:
        return f"{self.address} ({self.role})"


def every_page(crowd: Crowd) -> list[Shown]:
    """Return what each role is shown at each address, error pages, and a mail."""
    with override_settings(CACHES=IN_MEMORY), quiet(), known_people():
        asked = [*_asked(crowd)]
        whole = [each for each in asked if not each.is_part]
        parts = [_in_its_page(each, whole) for each in asked if each.is_part]
        return [*whole, *parts, *_standing_alone(), *_mails()]


def each_once(pages: Iterable[Shown]) -> list[Shown]:
    """Return the pages of which none is built like one before it.

    Django draws the lists and forms of all models by the same templates, and they
    differ by how many columns and fields there are. Of these pages so many are returned
    that each kind of page is there and each kind of element is on one: a template or a
    widget that only one model has is an element of its own.
    """
    once = {_build(each): each for each in reversed(list(pages))}.values()
    ours = [each for each in once if not each.address.startswith(OF_DJANGO)]
    return [*ours, *covering(each for each in once if each not in ours)]


def covering(pages: Iterable[Shown]) -> list[Shown]:
    """Return so many of the pages that each kind of element is on one of them."""
    left = [(set(_build(each)), each) for each in pages]
    chosen: list[Shown] = []
    while left:
        things, page = max(left, key=lambda each: len(each[0]))
        if not things:
            break
        chosen.append(page)
        left = [(more - things, each) for more, each in left]
    return chosen


def _asked(crowd: Crowd) -> Iterator[Shown]:
    known: dict[str, URLPattern] = {}
    for each in patterns(get_resolver()):
        known.setdefault(shown_path(full_path(each)), each)
    seen: set[tuple[str, str]] = set()
    for path, role in _who_sees_what():
        key = crowd.address(known[path], role), crowd.seen_as(role)
        if key not in seen:
            seen.add(key)
            yield from _page(crowd, role, key[0])


def _who_sees_what() -> Iterator[tuple[str, str]]:
    """Yield what `docs/permissions.md` says is shown; of each refusal one."""
    refused: set[tuple[str, str]] = set()
    for found in ROW.finditer(table.DOCUMENT.read_text(encoding="utf-8")):
        answers = dict(zip(ROLES, found[2].split(" | "), strict=True))
        for address in ADDRESS.findall(found[1]):
            for role, answer in answers.items():
                if answer == "shown" or (
                    answer in REFUSALS and (answer, role) not in refused
                ):
                    refused.add((answer, role))
                    yield address, role


def _page(crowd: Crowd, role: str, address: str) -> Iterator[Shown]:
    with taken_back():
        answer = crowd.begin_anew(role).get(address)
        kind = answer.headers.get("Content-Type", "")
        if kind.startswith(PAGE) and not answer.streaming and answer.content.strip():
            text = answer.content.decode()
            yield Shown(address, role, text, is_part="<html" not in text)
        leave(answer)


def _standing_alone() -> Iterator[Shown]:
    for name in STANDING_ALONE:
        yield Shown(f"/error-page/{name}", NOBODY, render_to_string(f"{name}.html"))


def _mails() -> Iterator[Shown]:
    stop = link_to("mail-choices", words="No more mails like this one")
    link = link_to("rules", words="The rules")
    for number, foot in enumerate((None, stop)):
        mail = letter(
            to="anna@example.org",
            subject="What changed",
            paragraphs=["A line.\nAnother line.", link],
            stop=foot,
        )
        yield Shown(f"/mail/{number}", NOBODY, str(mail.alternatives[0][0]))


def _in_its_page(part: Shown, pages: list[Shown]) -> Shown:
    """Return a part in the page that fetches it, or else in the one above it."""
    fetching = [each for each in pages if f'"{part.address}' in each.text]
    above = [each for each in pages if part.address.startswith(each.address)]
    page = max(fetching or above, key=lambda each: len(each.address))
    (head,) = HEAD.findall(page.text)
    return replace(part, text=PART.format(head=head, part=part.text))


def _build(page: Shown) -> tuple[Thing, ...]:
    """Return what a page is made of, in its order and without its words."""
    text = page.text
    kind: Thing = ()
    if page.address.startswith(OF_DJANGO):
        text = AFTER_MODELS.sub("", text)
        kind = tuple(KIND_OF_DJANGO.findall(page.address))
    return (
        kind,
        *(
            (
                str(each.tag),
                *(each.get(name, "") for name in LOOKED_UP),
                " ".join(sorted(each.keys())),
                getattr(each.getparent(), "tag", ""),
                each.getparent().get("class", "")
                if each.getparent() is not None
                else "",
            )
            for each in html.document_fromstring(text).iter(html.etree.Element)
        ),
    )
