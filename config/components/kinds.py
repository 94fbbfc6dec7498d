"""What stands on the page of components."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.text import slugify


@dataclass(frozen=True, slots=True)
class Example:
    """A part in one of its states, from the template pages include."""

    state: str
    template: str
    context: Mapping[str, object] = field(default_factory=dict)
    frame: str = ""
    """Classes of what it stands in on a page, where its look depends on them."""
    is_long: bool = False
    """Whether it is folded, so that the page stays one to look through."""


@dataclass(frozen=True, slots=True)
class Component:
    """A part of pages: what it is for, and what it looks like."""

    name: str
    used: str
    """When to use it."""
    avoided: str
    """When not to, and what instead."""
    examples: tuple[Example, ...]

    @property
    def key(self) -> str:
        """Its place on the page."""
        return slugify(self.name)

    @property
    def files(self) -> tuple[str, ...]:
        """The templates it is drawn by, each once."""
        return tuple(dict.fromkeys(each.template for each in self.examples))


@dataclass(frozen=True, slots=True)
class Group:
    """Components of one kind."""

    title: str
    components: tuple[Component, ...]
