"""Forms taken from pages as they are shown, so that each address gets what it takes."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from lxml import html  # type: ignore[import-untyped]  # ships no types

Sent = dict[str, Any]


def forms_of(page: Any, address: str) -> list[Sent]:
    """Return what the forms of a page would send to an address, one for each button."""
    return [sent for to, sent in every_form(page, address) if to == address]


def every_form(page: Any, address: str) -> Iterator[tuple[str, Sent]]:
    """Yield where each form of a page sends, and what, once for each button."""
    if (
        not page.get("Content-Type", "").startswith("text/html")
        or not page.content.strip()
    ):
        return
    for form in html.fromstring(page.content.decode()).forms:
        if form.method != "POST":
            continue
        stated: Sent = {}
        for name, value in form.form_values():
            stated.setdefault(name, []).append(value)
        to = urljoin(address, form.action or "").partition("?")[0]
        for button in form.xpath(".//button[@name] | .//input[@type='submit'][@name]"):
            yield to, stated | {button.get("name"): button.get("value", "")}
        yield to, stated
