"""Every call of the API that its description knows, by everybody and in every way."""

import json
import time
from collections.abc import Iterator
from copy import copy, deepcopy
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.test import Client, override_settings

from eligibility.api.openapi import EXAMPLE, document
from eligibility.api.schemas import SCHEMAS
from tests.permissions.asking import (
    IN_MEMORY,
    known_people,
    leave,
    quiet,
    said,
    taken_back,
    writing,
)
from tests.permissions.people import ROLES, Crowd, signed_in

PLACE = "Calls of the API"
WAYS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
UNPROVEN, UNKNOWN = "administrator without proof", "made-up credentials"
CALLERS = (*ROLES, UNPROVEN, UNKNOWN)
LONG_AGO = 24 * 3600
NAMED = {"{code}": "rehearsal", "{version}": "1", "{name}": next(iter(SCHEMAS))}
LAW = "?law=shipped"
"""Of the call of the example, which the world of the table has not published."""


@dataclass(frozen=True)
class Call:
    """One operation as the description has it, and a sound request of it."""

    path: str
    method: str

    @property
    def address(self) -> str:
        """Where it is asked, about something that is there."""
        path = self.path + (LAW if self.method == "POST" else "")
        for name, value in NAMED.items():
            path = path.replace(name, value)
        return path


def described_calls() -> list[Call]:
    """Return the operations of the description."""
    return [
        Call(path, method.upper())
        for path, methods in document()["paths"].items()
        for method in methods
    ]


def callers(
    crowd: Crowd, unproven: Client
) -> Iterator[tuple[str, Client, dict[str, str]]]:
    """Yield everybody who might call, with their browser and what they show besides."""
    for role in ROLES:
        yield role, crowd.begin_anew(role), {}
    as_it_began = copy(unproven)
    as_it_began.cookies = deepcopy(unproven.cookies)
    yield UNPROVEN, as_it_began, {}
    shown = {
        "HTTP_AUTHORIZATION": "Bearer " + "a" * 40,
        "HTTP_COOKIE": f"sessionid={'a' * 32}",
    }
    yield UNKNOWN, Client(), shown


def answered(crowd: Crowd) -> dict[tuple[str, str], dict[str, tuple[str, bytes]]]:
    """Return by call and way, and by caller: the answer in a word, and as bytes."""
    administrator = crowd.administrator
    unproven: Any = signed_in(administrator)
    unproven.prove(administrator, at=time.time() - LONG_AGO)
    with override_settings(CACHES=IN_MEMORY), quiet(), known_people():
        return {
            (call.path, way): {
                caller: _answer(browser, way, call, shown)
                for caller, browser, shown in callers(crowd, unproven)
            }
            for call in described_calls()
            for way in WAYS
        }


def _answer(
    browser: Any, way: str, call: Call, shown: dict[str, str]
) -> tuple[str, bytes]:
    cache.clear()
    with taken_back(), writing() as written:
        answer = browser.generic(
            way,
            call.address,
            json.dumps(EXAMPLE).encode() if way == "POST" else b"",
            content_type="application/json",
            **shown,
        )
        leave(answer)
    told = said(answer, is_written=bool(written))
    # One that names nobody is taken back, by a cookie without a value.
    is_given = any(each.value for each in answer.cookies.values())
    return told + (" and a cookie" if is_given else ""), answer.content


def section(found: dict[tuple[str, str], dict[str, tuple[str, bytes]]]) -> str:
    """Return the table: ways that are answered alike share a row."""
    heading = f"| Call | | {' | '.join(CALLERS)} |"
    lines = [heading, "|" + " --- |" * (len(CALLERS) + 2)]
    for path in dict.fromkeys(path for path, _way in found):
        alike: dict[tuple[str, ...], list[str]] = {}
        for way in WAYS:
            words = tuple(word for word, _bytes in found[path, way].values())
            alike.setdefault(words, []).append(way)
        name = f"`{path}`"
        for words, ways in alike.items():
            lines.append(f"| {name} | {', '.join(ways)} | {' | '.join(words)} |")
            name = ""
    return "\n".join(lines)
