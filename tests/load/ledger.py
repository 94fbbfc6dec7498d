"""What the server acknowledged, compared with what the database holds."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """One save that was answered with success."""

    question: str
    person: int
    seen: int
    """The version the text was written over."""
    version: int
    text: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A text of the database: an answer, or a version of its history."""

    question: str
    person: int
    version: int
    text: str


def losses(
    acknowledged: Iterable[Acknowledged],
    answers: Iterable[Kept],
    history: Iterable[Kept],
) -> list[str]:
    """Say in a sentence each what was acknowledged and is not there any more.

    Within a go the history keeps a person's last save only, so a text may be missing
    there if the very next version is by the same person.
    """
    fields: dict[str, list[Acknowledged]] = defaultdict(list)
    for each in acknowledged:
        fields[each.question].append(each)
    standing = {each.question: each for each in answers}
    remembered = {(each.question, each.version): each for each in history}
    return [
        f"{question}: {sentence}"
        for question, saves in sorted(fields.items())
        for sentence in _losses_of(saves, standing.get(question), remembered)
    ]


def _losses_of(
    saves: list[Acknowledged], standing: Kept | None, remembered: dict[Key, Kept]
) -> Iterator[str]:
    ordered = sorted(saves, key=lambda each: each.version)
    by_version = {each.version: each for each in ordered}
    last = ordered[-1]
    if len(by_version) < len(ordered):
        yield "two saves were acknowledged as one version"
    if (standing and (standing.version, standing.text)) != (last.version, last.text):
        yield f"version {last.version} was acknowledged and does not stand"
    for each in ordered:
        if each.version != each.seen + 1:
            yield f"version {each.version} went over {each.seen}, which it had not seen"
        kept = remembered.get((each.question, each.version))
        after = by_version.get(each.version + 1)
        if kept is None and (after is None or after.person != each.person):
            yield f"version {each.version} is not in the history"
        if kept is not None and (kept.text, kept.person) != (each.text, each.person):
            yield f"version {each.version} is another text in the history"
