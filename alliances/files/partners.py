"""The partners of a consortium file, whatever its format."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from alliances.enums import PartnerType, Role, StatedAnswer
from alliances.files.fields import Fields
from alliances.files.problems import Problems
from alliances.files.stated import StatedPartner
from alliances.phrases import either

PARTNER_KEYS = ("name", "country", "role", "type", "pic", "status")
LIST_KEYS = (*PARTNER_KEYS, "email")
"""Columns of a list: whom to ask concerns the people of an alliance, not its rules."""
REQUIRED = ("name", "role")
MOST_PARTNERS = 300
LONGEST_NAME = 300
LONGEST_ADDED_VALUE = 3000
"""Characters of the text on the added value of a Partner-country organisation."""
STATUSES = [each.value for each in StatedAnswer if each.value]


def read_partner(
    fields: Fields,
    row: int,
    stated: Mapping[str, object],
    place: Callable[[str], str],
) -> StatedPartner:
    """Return the partner of the values stated; `place` names where a key stands.

    A key that is absent is unknown, and a partner whose status is not stated is
    confirmed.
    """
    _note_missing(fields, stated, place)
    status = stated.get("status", StatedAnswer.CONFIRMED.value)
    # What is missing is noted already: the stand-ins below are sound.
    return StatedPartner(
        row=row,
        name=fields.required(
            place("name"), stated.get("name", "-"), longest=LONGEST_NAME
        ),
        country=fields.country(place("country"), stated.get("country")),
        role=fields.word(
            place("role"), stated.get("role", Role.FULL_PARTNER.value), Role.values
        ),
        types=fields.types(place("type"), stated.get("type"), PartnerType.values),
        pic=fields.pic(place("pic"), stated.get("pic")),
        status=fields.word(place("status"), status, STATUSES),
        email=fields.email(place("email"), stated.get("email")),
    )


def _note_missing(
    fields: Fields, stated: Mapping[str, object], place: Callable[[str], str]
) -> None:
    problems = fields.problems
    if "name" not in stated:
        expected = _("the organisation's name")
        problems.add(place("name"), _("missing"), expected)
    if "role" not in stated:
        known = [fields.labels.get(each, each) for each in Role.values]
        problems.add(place("role"), _("missing"), either(known))


def note_too_many(problems: Problems, where: str) -> None:
    """Note that there are more partners than any consortium has."""
    what = _("more than %(most)d partners") % {"most": MOST_PARTNERS}
    expected = _("at most %(most)d") % {"most": MOST_PARTNERS}
    problems.add(where, what, expected)
