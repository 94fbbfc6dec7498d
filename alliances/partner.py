"""A partner as its alliance states it, whatever its columns were read into."""

import datetime as dt
from typing import Protocol, TypeVar


class Partner(Protocol):
    """What a stored row says, and a row of which a list reads a few columns."""

    @property
    def pk(self) -> int:
        """Its key."""

    @property
    def alliance_id(self) -> int:
        """The key of its alliance."""

    @property
    def number(self) -> int:
        """Its number there."""

    @property
    def name(self) -> str:
        """What it is called there."""

    @property
    def country_id(self) -> str | None:
        """The ISO code of its country; None while nobody stated it."""

    @property
    def pic(self) -> str:
        """Its PIC, or empty."""

    @property
    def types(self) -> str:
        """Its types, joined; empty while nobody knows."""

    @property
    def role(self) -> str:
        """One of `Role`."""

    @property
    def added_value(self) -> str:
        """Its own words, where its country asks for them."""

    @property
    def confirmation(self) -> str:
        """One of `Confirmation`."""

    @property
    def stated_answer(self) -> str:
        """One of `StatedAnswer`, or empty."""

    @property
    def version(self) -> int:
        """How often it was stated anew."""

    @property
    def removed_at(self) -> dt.datetime | None:
        """When it was removed; None while it is current."""

    @property
    def label(self) -> str:
        """The number a colleague would say: P1, P2."""

    @property
    def type_list(self) -> list[str]:
        """The stated types: none while unknown, several while open."""

    @property
    def takes_part(self) -> bool:
        """Whether it is current and has not declined or withdrawn."""


Each = TypeVar("Each", bound=Partner)
"""Whichever of both a function is handed, and hands back."""
