"""Values of a proposal file: each field says what it takes and notes what is wrong.

Texts are kept as they were written, blanks too: what is exported comes back the same.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from alliances.enums import Confirmation, PartnerType, Role
from alliances.files.facts import (
    LONGEST_ACRONYM,
    LONGEST_CODE,
    LONGEST_SECTOR,
    LONGEST_TITLE,
)
from alliances.files.fields import Fields
from alliances.files.partners import LONGEST_ADDED_VALUE, LONGEST_NAME
from alliances.files.problems import shown
from alliances.phrases import Figure
from proposals.enums import (
    Dissemination,
    ResultKind,
    StaffCategory,
    Traveller,
    Use,
    WorkPackageKind,
)
from proposals.files.counting import MOST_CHARACTERS, composed
from proposals.files.occupations import LONGEST_CODE as LONGEST_OCCUPATION
from proposals.files.occupations import parse_code
from proposals.files.proposal_file import NO_DAYS, Part, Value

LONGEST_PLAN_TITLE = 200
HIGHEST_NUMBER = 9_999
"""Of a partner, work package, part or line, and participants of one journey."""
LAST_MONTH = 1_200
HIGHEST_LEVEL = 8
"""Of the European Qualifications Framework."""
FARTHEST = 20_100
DAYS = re.compile(r"(0|[1-9][0-9]{0,4})(\.[0-9])?", re.ASCII)
STAY = re.compile(r"(0|[1-9][0-9]{0,2})(\.[05])?", re.ASCII)
SLUG = re.compile(r"[-a-z0-9]{1,60}", re.ASCII)
UNSTORABLE = re.compile("[\0\ud800-\udfff]")
"""What no database stores: NUL, and halves of characters."""

Read = Callable[[Fields, str, object], Value]


@dataclass(frozen=True, slots=True)
class Field:
    """How one field is read; `absent` is what a missing one says, if it may miss."""

    read: Read
    absent: Value = None
    is_required: bool = False


def text(
    fields: Fields,
    where: str,
    value: object,
    *,
    longest: int,
    is_required: bool = False,
    clean: Callable[[str], str] = str,
) -> str:
    """Return text as it was written; null is no text."""
    if value is None and not is_required:
        return ""
    if not isinstance(value, str):
        return _refuse(fields, where, value, _("text in quotation marks"))
    if UNSTORABLE.search(value):
        return _refuse(fields, where, value, _("text without control characters"))
    cleaned = clean(value)
    if len(cleaned) > longest:
        what = _("%(count)s characters") % {"count": Figure(len(cleaned))}
        expected = _("at most %(count)s characters") % {"count": Figure(longest)}
        fields.problems.add(where, what, expected)
    elif is_required and not cleaned.strip():
        return _refuse(fields, where, value, _("text that is not empty"))
    return cleaned


def number(
    fields: Fields,
    where: str,
    value: object,
    *,
    most: int = HIGHEST_NUMBER,
    least: int = 1,
    is_required: bool = False,
) -> int | None:
    """Return a whole number in a range; null only where it may be open."""
    if value is None and not is_required:
        return None
    # Booleans are integers to Python, not to people.
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    if isinstance(value, int) and is_whole and least <= value <= most:
        return value
    expected = _("a whole number from %(least)d to %(most)d")
    fields.problems.add(where, shown(value), expected % {"least": least, "most": most})
    return None


def numbers(fields: Fields, where: str, value: object) -> tuple[int, ...]:
    """Return numbers in order, each once."""
    if not isinstance(value, list) or len(value) > HIGHEST_NUMBER:
        _refuse(fields, where, value, _("a list of numbers"))
        return ()
    read = [
        number(fields, f"{where}/{place}", each, is_required=True)
        for place, each in enumerate(value)
    ]
    return tuple(sorted({each for each in read if each is not None}))


def days(fields: Fields, where: str, value: object) -> str:
    """Return working days with one decimal, as the database holds them."""
    if isinstance(value, str) and DAYS.fullmatch(value):
        return value if "." in value else f"{value}.0"
    expected = _('days as text with at most one decimal, such as "12.5"')
    _refuse(fields, where, value, expected)
    return NO_DAYS


def stay(fields: Fields, where: str, value: object) -> str | None:
    """Return full and half days of a journey, or None while open."""
    if value is None:
        return None
    if isinstance(value, str) and STAY.fullmatch(value) and float(value) > 0:
        return value if "." in value else f"{value}.0"
    expected = _('full or half days as text, such as "5.0" or "2.5"')
    return _refuse(fields, where, value, expected) or None


def grant(fields: Fields, where: str, value: object) -> str | None:
    """Return an amount in EUR with cents, or None while open."""
    amount = fields.grant(where, value)
    return None if amount is None else f"{amount:.2f}"


def word(
    fields: Fields,
    where: str,
    value: object,
    *,
    known: Sequence[str],
    is_open: bool = False,
) -> str | None:
    """Return one of the known words; null only where that may be open."""
    if value is None and is_open:
        return None
    return fields.word(where, value, known)


def types(fields: Fields, where: str, value: object) -> tuple[str, ...]:
    """Return the types in one order: none while unknown, several while open."""
    if not isinstance(value, list):
        _refuse(fields, where, value, _("a list of types, empty while unknown"))
        return ()
    read = fields.types(where, value, PartnerType.values) if value else ()
    return tuple(each for each in PartnerType.values if each in read)


def slug(fields: Fields, where: str, value: object) -> str:
    """Return the code of a question or activity."""
    if isinstance(value, str) and SLUG.fullmatch(value):
        return value
    return _refuse(fields, where, value, _("the code of a question"))


def occupation(fields: Fields, where: str, value: object) -> str:
    """Return a code of ISCO-08 or ESCO as it is kept, empty while it is open."""
    if isinstance(value, str) and (not value or is_kept_code(value)):
        return value
    expected = _('a code of ISCO-08 or ESCO, such as "2512" or "2512.4", or ""')
    return _refuse(fields, where, value, expected)


def is_kept_code(value: str) -> bool:
    """Say whether a code is written as it is kept."""
    try:
        return len(value) <= LONGEST_OCCUPATION and parse_code(value).code == value
    except ValueError:
        return False


def trimmed(value: str) -> str:
    """Return a long text as services store it: composed, without outer blanks."""
    return composed(value).strip()


def _refuse(fields: Fields, where: str, value: object, expected: str) -> str:
    fields.problems.add(where, shown(value), expected)
    return ""


def _needed(longest: int) -> Field:
    read = partial(text, longest=longest, is_required=True)
    return Field(read, is_required=True)


def _free(longest: int, clean: Callable[[str], str] = str) -> Field:
    return Field(partial(text, longest=longest, clean=clean), "")


def _word(known: Sequence[str]) -> Field:
    return Field(partial(word, known=known), is_required=True)


MONTH = Field(partial(number, most=LAST_MONTH))
LEAD = Field(number)
TITLE = _needed(LONGEST_PLAN_TITLE)
LEFT = (Confirmation.DECLINED.value, Confirmation.WITHDRAWN.value)
FIELDS: Mapping[Part, Mapping[str, Field]] = {
    Part.FACTS: {
        "project_type": _needed(LONGEST_CODE),
        "acronym": _needed(LONGEST_ACRONYM),
        "title": _free(LONGEST_TITLE),
        "sector": _free(LONGEST_SECTOR),
        "duration_months": Field(Fields.months),
        "grant_requested_eur": Field(grant),
    },
    Part.PARTNERS: {
        "name": _needed(LONGEST_NAME),
        "country": Field(Fields.country),
        "role": _word(Role.values),
        "types": Field(types, ()),
        "pic": Field(Fields.pic),
        "added_value": _free(LONGEST_ADDED_VALUE, trimmed),
        "left": Field(partial(word, known=LEFT, is_open=True)),
    },
    Part.PROFILES: {
        "title": TITLE,
        "code": Field(occupation, ""),
        "level": Field(partial(number, most=HIGHEST_LEVEL)),
    },
    Part.PACKAGES: {
        "kind": _word(WorkPackageKind.values),
        "title": TITLE,
        "description": _free(MOST_CHARACTERS, trimmed),
        "start_month": MONTH,
        "end_month": MONTH,
        "lead": LEAD,
    },
    Part.TASKS: {
        "title": TITLE,
        "start_month": MONTH,
        "end_month": MONTH,
        "lead": LEAD,
    },
    Part.RESULTS: {
        "title": TITLE,
        "kind": _word(ResultKind.values),
        "level": Field(
            partial(word, known=Dissemination.values), Dissemination.PUBLIC.value
        ),
        "due_month": MONTH,
    },
    Part.MILESTONES: {"title": TITLE, "due_month": MONTH},
    Part.ACTIVITIES: {"work_packages": Field(numbers, is_required=True)},
    Part.EFFORT: {each.value: Field(days, NO_DAYS) for each in StaffCategory},
    Part.MOBILITY: {
        "partner": Field(partial(number, is_required=True), is_required=True),
        "traveller": _word(Traveller.values),
        "participants": Field(partial(number, is_required=True), is_required=True),
        "work_package": Field(number),
        "distance_km": Field(partial(number, least=0, most=FARTHEST)),
        "days": Field(stay),
    },
    Part.ANSWERS: {
        "text": _free(MOST_CHARACTERS, composed),
        "use": Field(partial(word, known=Use.values), ""),
    },
}
"""Every field of the format, in the order of its text."""
KEY_FIELDS: Mapping[str, Field] = {
    "number": Field(partial(number, is_required=True), is_required=True),
    "work_package": Field(partial(number, is_required=True), is_required=True),
    "question": Field(slug, is_required=True),
    "activity": Field(slug, is_required=True),
}
