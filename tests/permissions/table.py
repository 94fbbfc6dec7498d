"""The table of roles by addresses as `docs/permissions.md` has it."""

import re
from collections.abc import Iterable, Mapping

from tests.architecture.sources import BASE
from tests.permissions.asking import Answers

DOCUMENT = BASE / "docs" / "permissions.md"
HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


def section(found: Mapping[tuple[str, str], Answers], roles: Iterable[str]) -> str:
    """Return the table of one place: addresses that answer alike share a row."""
    alike: dict[tuple[Answers, ...], list[str]] = {}
    for path in dict.fromkeys(path for path, _method in found):
        answers = found[path, "GET"], found[path, "POST"]
        alike.setdefault(answers, []).append(f"`{path}`")
    heading = f"| Address | | {' | '.join(roles)} |"
    lines = [heading, re.sub(r"[^|]+", " --- ", heading)]
    for (looked_at, sent), paths in alike.items():
        lines += [
            f"| {'<br>'.join(paths)} | GET | {' | '.join(looked_at)} |",
            f"| | POST | {' | '.join(sent)} |",
        ]
    return "\n".join(lines)


def stated(place: str) -> str:
    """Return the table of a place as the document has it; empty where it has none."""
    return _sections().get(place, "")


def places() -> list[str]:
    """Return the places the document has tables of."""
    return list(_sections())


def write(place: str, table: str) -> None:
    """Put the table of a place into the document, instead of the one there is."""
    text = DOCUMENT.read_text(encoding="utf-8")
    before = stated(place)
    if not before:
        text = f"{text.rstrip()}\n\n## {place}\n\n{table}\n"
    DOCUMENT.write_text(text.replace(before, table) if before else text, "utf-8")


def _sections() -> dict[str, str]:
    _intro, *parts = HEADING.split(DOCUMENT.read_text(encoding="utf-8"))
    return {
        name: text.strip() for name, text in zip(parts[::2], parts[1::2], strict=True)
    }
