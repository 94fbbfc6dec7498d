"""How words of a list were read, and those that were not: for somebody to decide."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy, ngettext

from alliances.enums import PartnerType, Role, StatedAnswer
from alliances.files.mapped import ReadAs
from alliances.files.mapping import NOT_KNOWN, Mapping, word_key
from alliances.files.synonyms import plain
from alliances.files.unread import Unread, known_codes
from alliances.phrases import either
from eligibility.words import country_name, eu_code

FIELDS = {
    "name": gettext_lazy("Organisation"),
    "country": gettext_lazy("Country"),
    "role": gettext_lazy("Role"),
    "type": gettext_lazy("Type"),
    "pic": gettext_lazy("PIC"),
    "status": gettext_lazy("Status"),
    "email": gettext_lazy("E-mail of the contact person"),
}
"""Our columns as the page names them."""
NOT_KNOWN_YET = gettext_lazy("not known yet")

WORD = "word-"
"""How the names of controls begin that say what a word means."""
LONGEST_WORD, MOST_WORDS = 100, 50
LABELS: dict[str, type[TextChoices]] = {
    "role": Role,
    "type": PartnerType,
    "status": StatedAnswer,
}


@dataclass(frozen=True, slots=True)
class WordRead:
    """A word of the list and what it was taken for."""

    field: str
    stated: str
    meant: str
    rows: str


@dataclass(frozen=True, slots=True)
class UnreadWord:
    """A word of the list that is none of ours, with what it can mean."""

    name: str
    """Of its control."""
    field: str
    stated: str
    rows: str
    choices: tuple[tuple[str, str], ...]
    chosen: str
    """The code it was said to mean; empty while nobody said so."""


def words_read(readings: Iterable[ReadAs]) -> tuple[WordRead, ...]:
    """Return each word that was taken for another, by the order of our columns."""
    ordered = sorted(readings, key=lambda each: list(FIELDS).index(each.key))
    return tuple(
        WordRead(
            field=str(FIELDS[each.key]),
            stated=each.stated,
            meant=_meant(each.key, each.value),
            rows=_rows(each.rows),
        )
        for each in ordered
    )


def unread_words(found: Iterable[Unread], mapping: Mapping) -> tuple[UnreadWord, ...]:
    """Return the words nobody could read, with what each was said to mean since.

    What is no word but a text is corrected in the file.
    """
    short = [each for each in found if len(each.stated) <= LONGEST_WORD]
    return tuple(
        UnreadWord(
            name=f"{WORD}{each.key}-{word_key(each.stated)}",
            field=str(FIELDS[each.key]),
            stated=each.stated,
            rows=_rows(each.rows),
            choices=_choices(each.key),
            chosen=mapping.meant(each.key, each.stated),
        )
        for each in short[:MOST_WORDS]
    )


def _choices(key: str) -> tuple[tuple[str, str], ...]:
    codes = [(code, _meant(key, code)) for code in known_codes()[key]]
    if key == "country":
        codes.sort(key=lambda pair: plain(pair[1]))
    # Everybody has a role; all else may wait.
    unknown = [] if key == "role" else [(NOT_KNOWN, str(NOT_KNOWN_YET))]
    return (*codes, *unknown)


def _rows(number: int) -> str:
    words = ngettext("%(number)d row", "%(number)d rows", number)
    return words % {"number": number}


def _meant(key: str, value: object) -> str:
    """Word a code as the rest of the product does."""
    if value is None:
        return str(NOT_KNOWN_YET)
    if isinstance(value, list):
        return types_words(tuple(map(str, value)))
    code = str(value)
    if key == "country":
        return f"{country_name(code)} ({eu_code(code)})"
    return label_of(LABELS[key], code) if key in LABELS else code


def types_words(codes: tuple[str, ...]) -> str:
    """Return the types, or that they are not known yet."""
    return either([label_of(PartnerType, e) for e in codes if e]) or str(NOT_KNOWN_YET)


def label_of(choices: type[TextChoices], code: str) -> str:
    """Return what a code is called; a word that is none stays as it is."""
    return str(dict(choices.choices).get(code, code))
