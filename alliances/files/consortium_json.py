"""Consortium files in JSON: `ssa-consortium/1`."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from alliances.files.countries import shipped_countries
from alliances.files.facts import FACTS, Facts
from alliances.files.fields import Fields
from alliances.files.json_values import JsonObject, decode_json
from alliances.files.partners import (
    MOST_PARTNERS,
    PARTNER_KEYS,
    note_too_many,
    read_partner,
)
from alliances.files.problems import (
    Problems,
    did_you_mean,
    refuse,
    refuse_if_too_large,
    shown,
    shown_step,
)
from alliances.files.stated import ConsortiumFile, Given, StatedPartner
from alliances.phrases import either

SCHEMA = "ssa-consortium/1"
KEYS = ("schema", *FACTS, "partners")


def parse_json(
    content: bytes,
    given: Mapping[str, Given] | None = None,
    *,
    countries: Mapping[str, str] | None = None,
) -> ConsortiumFile:
    """Return the consortium that JSON bytes state.

    `given` holds facts by key that take the place of the file's. Raises FileRefused
    with every problem and no other exception, whatever the bytes.
    """
    refuse_if_too_large(content)
    expected = _("JSON in UTF-8, an object as %(schema)s describes")
    expected %= {"schema": SCHEMA}
    root = decode_json(content, expected=expected)
    if not isinstance(root, JsonObject):
        raise refuse(_("the file"), shown(root), expected)
    fields = Fields(Problems(), shipped_countries() if countries is None else countries)
    _check_schema(fields.problems, root)
    _check_keys(fields.problems, "", root, KEYS)
    stated = {key: Given(root[key], f"/{key}") for key in FACTS if key in root}
    file = Facts(fields, {**stated, **(given or {})}, "/%s").file()
    file = replace(file, partners=_partners(fields, root))
    fields.problems.refuse_if_any()
    return file


def _check_schema(problems: Problems, root: JsonObject) -> None:
    if root.get("schema") != SCHEMA:
        what = shown(root["schema"]) if "schema" in root else _("missing")
        problems.add("/schema", what, shown(SCHEMA))


def _check_keys(
    problems: Problems, where: str, table: JsonObject, known: tuple[str, ...]
) -> None:
    """Refuse unknown keys, and keys written twice, since one of them would be lost."""
    expected = either(known)
    for key in table:
        if key not in known:
            place = f"{where}/{shown_step(key)}"
            meant = problems.closest(key, known)
            problems.add(place, _("unknown key"), did_you_mean(expected, meant))
    for key in table.repeated:
        what = _("key written twice")
        problems.add(f"{where}/{shown_step(key)}", what, _("each key once"))


def _partners(fields: Fields, root: JsonObject) -> tuple[StatedPartner, ...]:
    stated = root.get("partners")
    if not isinstance(stated, list):
        what = shown(stated) if "partners" in root else _("missing")
        fields.problems.add("/partners", what, _("a list of partners"))
        return ()
    if len(stated) > MOST_PARTNERS:
        note_too_many(fields.problems, "/partners")
    partners = [
        _partner(fields, index, each)
        for index, each in enumerate(stated[:MOST_PARTNERS])
    ]
    return tuple([each for each in partners if each is not None])


def _partner(fields: Fields, index: int, stated: object) -> StatedPartner | None:
    where = f"/partners/{index}"
    if not isinstance(stated, JsonObject):
        expected = _("an object with name and role")
        fields.problems.add(where, shown(stated), expected)
        return None
    _check_keys(fields.problems, where, stated, PARTNER_KEYS)
    return read_partner(fields, index + 1, stated, lambda key: f"{where}/{key}")
