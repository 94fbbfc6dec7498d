"""What a crowd is to do, and what it says came of it: two files between processes.

The generator runs in a process of its own, because it replaces Python's sockets by its
own. It knows nothing of the product but addresses, and asks this machine only.
"""

import ipaddress
import json
import uuid
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit


class NotThisMachine(Exception):
    """A load was asked of another machine, which nobody offered for that."""


@dataclass(frozen=True, slots=True)
class Coordinator:
    """Somebody who finishes a draft in the last hour and submits it."""

    session: str
    draft: int
    acronym: str
    reads: tuple[tuple[str, str], ...]
    """Pages in the order they are opened: what each is called, and where it is."""
    saves: tuple[tuple[str, str], ...]
    """Questions answered, with where each is saved."""
    check: str
    moments: tuple[float, ...]
    """Seconds from the beginning for each of these, and for the check at the end."""


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody who opens the link of a mail and confirms."""

    request: int
    address: str
    name: str
    moment: float


@dataclass(frozen=True, slots=True)
class Presser:
    """Somebody whose check list is open, and who presses at a moment."""

    session: str
    draft: int
    address: str
    revision: int
    moment: float


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who opens one page at a moment."""

    session: str
    kind: str
    address: str
    expects: str
    """What stands in it, or it is another page."""
    moment: float


@dataclass(frozen=True, slots=True)
class Plan:
    """Whom to send where, and when to give up."""

    host: str
    seconds: float
    """Of the whole run; who is not through by then is an error."""
    coordinators: tuple[Coordinator, ...] = ()
    partners: tuple[Partner, ...] = ()
    pressers: tuple[Presser, ...] = ()
    readers: tuple[Reader, ...] = ()

    def write(self, path: Path) -> None:
        """Write it where a generator reads it."""
        path.write_text(json.dumps(asdict(self)), "utf-8")

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read it; NotThisMachine unless its host is this one."""
        given: dict[str, Any] = json.loads(path.read_text("utf-8"))
        require_loopback(given["host"])
        return cls(
            host=given["host"],
            seconds=given["seconds"],
            coordinators=tuple(
                Coordinator(
                    **each
                    | {name: _pairs(each[name]) for name in ("reads", "saves")}
                    | {"moments": tuple(each["moments"])}
                )
                for each in given["coordinators"]
            ),
            partners=tuple(Partner(**each) for each in given["partners"]),
            pressers=tuple(Presser(**each) for each in given["pressers"]),
            readers=tuple(Reader(**each) for each in given["readers"]),
        )


@dataclass(frozen=True, slots=True)
class Sample:
    """One request: what kind it was and how long its answer took."""

    kind: str
    milliseconds: float
    error: str = ""


@dataclass(slots=True)
class Outcome:
    """What a crowd heard, each a list of plain values, as a file can hold them."""

    samples: list[Sample] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    """Milliseconds by which a request left after its moment: the generator's fault."""
    saved: list[tuple[str, int, int, str]] = field(default_factory=list)
    """Acknowledged saves: question of which draft, version seen, version, text."""
    confirmed: list[tuple[int, str]] = field(default_factory=list)
    """Acknowledged confirmations: request, name that was given."""
    pressed: list[tuple[int, str, str]] = field(default_factory=list)
    """Answered presses: draft, key, number; the number is empty for a refusal."""
    receipts: list[str] = field(default_factory=list)
    """Numbers whose receipt was opened and showed them."""
    unfinished: int = 0
    """People who were not through when the time was over."""
    seconds: float = 0.0
    processor_seconds: float = 0.0
    """What the generator itself used while it sent them."""

    def write(self, path: Path) -> None:
        """Write it where the checker reads it."""
        path.write_text(json.dumps(asdict(self)), "utf-8")

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read what a generator wrote."""
        given: dict[str, Any] = json.loads(path.read_text("utf-8"))
        given["samples"] = [Sample(**each) for each in given["samples"]]
        for name in ("saved", "confirmed", "pressed"):
            given[name] = [tuple(each) for each in given[name]]
        return cls(**given)


def require_loopback(host: str) -> None:
    """Refuse an address that leaves this machine; names too, but localhost."""
    name = urlsplit(host).hostname or ""
    try:
        is_here = name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        is_here = False
    if not is_here:
        raise NotThisMachine(host)


def fresh_key() -> str:
    """Return the key of one press."""
    return str(uuid.uuid4())


def _pairs(given: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, address) for name, address in given)
