"""Draws an example so that many of one kind can stand on one page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.template import loader
from django.utils.safestring import SafeString, mark_safe

from config.components.kinds import Component

REFERRING = re.compile(
    r'(?<=\s)(id|for|aria-labelledby|aria-describedby|aria-controls|name)="([^"]+)"'
)
LOCAL = re.compile(r'\bhref="#([^"]+)"')
BEGINNING = re.compile(r"<[a-z][^<>]*>", re.DOTALL)
AT_ONCE = re.compile(r'\s(autofocus|popover|hx-[a-z-]+="[^"]*")(?=[\s>])')
"""What takes the focus, hides or fetches by itself."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """An example as markup."""

    state: str
    frame: str
    is_long: bool
    markup: SafeString


def drawn(component: Component, request: HttpRequest) -> Iterator[Drawn]:
    """Draw each example of a component by its template, as a page would."""
    for number, each in enumerate(component.examples, 1):
        text = loader.render_to_string(each.template, {**each.context}, request)
        mark = f"{component.key}-{number}"
        yield Drawn(each.state, each.frame, each.is_long, _marked(text, mark))


def own_names(text: str, mark: str) -> str:
    """Return markup in which ids, names and what refers to them end in `mark`.

    Two examples of one part would else share them, and no page may.
    """
    return BEGINNING.sub(lambda tag: _own_names_of(tag[0], mark), text)


def _own_names_of(tag: str, mark: str) -> str:
    tag = AT_ONCE.sub("", tag).replace("<dialog", "<dialog open", 1)
    tag = LOCAL.sub(rf'href="#\1-{mark}"', tag)
    return REFERRING.sub(lambda found: _renamed(found, tag, mark), tag)


def _renamed(found: re.Match[str], tag: str, mark: str) -> str:
    attribute, names = found.groups()
    # Names group radio buttons; other fields keep theirs, and so do buttons.
    if attribute == "name" and 'type="radio"' not in tag:
        return found[0]
    own = " ".join(f"{each}-{mark}" for each in names.split())
    return f'{attribute}="{own}"'


def _marked(text: str, mark: str) -> SafeString:
    return mark_safe(own_names(text, mark))  # noqa: S308  # drawn by our own templates
