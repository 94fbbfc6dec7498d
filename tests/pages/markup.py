"""Barriers that can be read in the text of a page, without drawing it.

axe-core knows none of these or only a part of them: WCAG 2.4.2 (titles), 1.3.1
(headings, tables, names of parts), 3.1.2 (quotes), 1.3.5 (who one is), 2.5.3 (names
hold what is seen) and 3.2.6 (help stands in the same place).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any

from lxml import html  # type: ignore[import-untyped]  # ships no types

from tests.pages.shown import Shown

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
OF_DJANGO = "/admin/"
OF_OTHERS = ("/admin/", "/mail/")
"""Pages whose markup is Django's, and mails: they are no pages of ours to navigate."""
SAID_TWICE = {"/error-page/", "/accounts/colours/", "/accounts/language/"}
"""Error pages once more."""
PERSONAL = "email", "password", "tel"
WORD = re.compile(r"[^\W\d_]{2,}")
HELP = "/accessibility/"


def written_barriers(pages: Iterable[Shown]) -> list[str]:
    """Return what stands in the way on each page, in lines one can act on."""
    found = []
    for page in pages:
        tree = html.document_fromstring(page.text)
        found += [f"{page}: {each}" for look in LOOKED_FOR for each in look(page, tree)]
    return found


def shared_titles(pages: Iterable[Shown]) -> list[str]:
    """Return the titles by which somebody cannot tell two pages of ours apart."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for page in pages:
        is_ours = not page.address.startswith((*OF_OTHERS, *SAID_TWICE))
        if is_ours and not page.is_part:
            title = html.document_fromstring(page.text).findtext(".//title") or ""
            found[page.role, " ".join(title.split())].add(page.address)
    return [
        f"{title!r}: {sorted(addresses)}"
        for (_role, title), addresses in found.items()
        if len(addresses) > 1
    ]


def _headings(page: Shown, tree: Any) -> Iterator[str]:
    levels = [int(each.tag[1]) for each in tree.iter(*HEADINGS)]
    if levels.count(1) != 1 and not page.is_part and not _is_a_mail(page):
        yield f"{levels.count(1)} headings of the first level"
    if any(after > before + 1 for before, after in pairwise(levels)):
        yield f"headings leave a level out: {levels}"


def _titles(page: Shown, tree: Any) -> Iterator[str]:
    before, _dash, _product = (tree.findtext(".//title") or "").partition(" – ")
    if not before.strip() and not page.address.startswith(OF_OTHERS):
        yield "no title of its own"


def _ids(_page: Shown, tree: Any) -> Iterator[str]:
    for name, number in Counter(tree.xpath("//@id")).items():
        if number > 1:
            yield f"{number} elements are #{name}"


def _quotes(_page: Shown, tree: Any) -> Iterator[str]:
    for each in tree.iter("blockquote", "q"):
        if each.get("lang") is None:
            yield f"a quote does not say its language: {each.text_content()[:40]}"


def _fields(page: Shown, tree: Any) -> Iterator[str]:
    for each in tree.iter("input"):
        is_personal = each.get("type") in PERSONAL and not _is_of(page, OF_DJANGO)
        if is_personal and each.get("autocomplete") is None:
            yield f"a browser cannot fill in {each.get('name')}"


def _tables(page: Shown, tree: Any) -> Iterator[str]:
    if page.address.startswith(OF_OTHERS):
        return
    for each in tree.iter("table"):
        around = [each, *each.iterancestors()]
        if each.find("caption") is None and not any(map(_is_named, around[:2])):
            yield f"a table has no name: {each.get('class')}"
    for each in tree.iter("th"):
        if each.get("scope") is None:
            yield f"a head does not say what it is the head of: {each.text_content()}"


def _names(page: Shown, tree: Any) -> Iterator[str]:
    for each in tree.iter("a", "button"):
        name, seen = each.get("aria-label"), " ".join(each.text_content().split())
        is_said = not name or seen.lower() in name.lower()
        if WORD.search(seen) and not is_said and not _is_of(page, OF_DJANGO):
            yield f"{name!r} does not say what is seen: {seen!r}"


def _images(_page: Shown, tree: Any) -> Iterator[str]:
    for each in tree.iter("img"):
        if each.get("alt") is None:
            yield f"an image says nothing: {each.get('src')}"


def _help(_page: Shown, tree: Any) -> Iterator[str]:
    for foot in tree.xpath("//footer[contains(@class, 'foot')]"):
        if foot.xpath(".//a/@href")[-1:] != [HELP]:
            yield "help does not stand where it stands on other pages"


def _is_named(each: Any) -> bool:
    return bool(each.get("aria-label") or each.get("aria-labelledby"))


def _is_of(page: Shown, begin: str) -> bool:
    return page.address.startswith(begin)


def _is_a_mail(page: Shown) -> bool:
    return page.address.startswith("/mail/")


LOOKED_FOR: tuple[Callable[[Shown, Any], Iterator[str]], ...] = (
    *(_headings, _titles, _ids, _quotes, _fields, _tables, _names, _images, _help),
)
