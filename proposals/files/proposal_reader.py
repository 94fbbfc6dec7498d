"""Reads `ssa-proposal/1`, refusing whatever it does not understand.

Every problem is noted with its JSON pointer, what is there and what is expected.
"""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from alliances.enums import Role
from alliances.files.countries import shipped_countries
from alliances.files.facts import LONGEST_CODE
from alliances.files.fields import Fields
from alliances.files.json_values import JsonObject, decode_json
from alliances.files.partners import MOST_PARTNERS
from alliances.files.problems import (
    Problems,
    did_you_mean,
    refuse,
    refuse_if_too_large,
    shown,
    shown_step,
)
from alliances.phrases import either
from proposals.files.proposal_file import (
    FACTS,
    KEYS,
    PLAN_PARTS,
    SCHEMA,
    Part,
    Place,
    ProposalFile,
    Value,
    Values,
)
from proposals.files.proposal_values import (
    FIELDS,
    KEY_FIELDS,
    Field,
    number,
    text,
)

MOST_ROWS: Mapping[Part, int] = {
    Part.PARTNERS: MOST_PARTNERS,
    Part.PROFILES: 60,
    Part.PACKAGES: 60,
    Part.TASKS: 60,
    Part.RESULTS: 60,
    Part.MILESTONES: 60,
    Part.ACTIVITIES: 200,
    Part.EFFORT: 1_000,
    Part.MOBILITY: 200,
    Part.ANSWERS: 1_000,
}
"""Rows of a list; those of a work package are counted in each."""
LISTS = tuple(part for part in KEYS if part not in PLAN_PARTS)
HEAD = ("schema", "call", "lot")


def is_proposal(content: bytes) -> bool:
    """Say whether JSON bytes say of themselves that they are a whole proposal."""
    return SCHEMA.encode() in content[:2_000]


def parse_proposal(content: bytes) -> ProposalFile:
    """Return the proposal that JSON bytes state.

    Parts that are absent are not spoken of. Raises FileRefused with every problem and
    no other exception, whatever the bytes.
    """
    refuse_if_too_large(content)
    expected = _("JSON in UTF-8, an object as %(schema)s describes")
    expected %= {"schema": SCHEMA}
    root = decode_json(content, expected=expected)
    if not isinstance(root, JsonObject):
        raise refuse(_("the file"), shown(root), expected)
    return _Reader(root).file()


class _Reader:
    """Walks one document; what it cannot read becomes a problem, not a crash."""

    def __init__(self, root: JsonObject) -> None:
        self.root = root
        self.problems = Problems()
        self.fields = Fields(self.problems, shipped_countries())
        self.rows: dict[Place, Values] = {}
        self.pointers: dict[Place, str] = {}

    def file(self) -> ProposalFile:
        """Read everything; what comes back is sound."""
        root, facts = self.root, FIELDS[Part.FACTS]
        self.keys("", root, (*HEAD, *facts, *LISTS))
        if "schema" in root and root["schema"] != SCHEMA:
            self.problems.add("/schema", shown(root["schema"]), shown(SCHEMA))
        call, lot = self.code("call"), self.code("lot")
        self.rows[FACTS] = self.values("", root, facts)
        for part in LISTS:
            for pointer, row in self.list("", root, part):
                self.row(part, (), pointer, row)
        self.agree()
        self.problems.refuse_if_any()
        absent = {part for part in LISTS if part not in root}
        if Part.PACKAGES in absent:
            absent |= {*PLAN_PARTS}
        return ProposalFile(call, lot, self.rows, frozenset(Part) - absent)

    def code(self, key: str) -> str:
        if key not in self.root:
            return ""
        value = self.root[key]
        return text(
            self.fields, f"/{key}", value, longest=LONGEST_CODE, is_required=True
        )

    def list(
        self, pointer: str, owner: JsonObject, part: Part
    ) -> Iterator[tuple[str, JsonObject]]:
        """Yield the objects of a list that may be absent, each with its pointer."""
        where, found = f"{pointer}/{part}", owner.get(part, [])
        if not isinstance(found, list):
            self.problems.add(where, shown(found), _("a list"))
            return
        if len(found) > MOST_ROWS[part]:
            what = _("%(count)d rows") % {"count": len(found)}
            expected = _("at most %(most)d") % {"most": MOST_ROWS[part]}
            self.problems.add(where, what, expected)
            return
        for index, row in enumerate(found):
            if isinstance(row, JsonObject):
                yield f"{where}/{index}", row
            else:
                self.problems.add(f"{where}/{index}", shown(row), _("an object"))

    def row(
        self, part: Part, within: Sequence[int], pointer: str, row: JsonObject
    ) -> None:
        names = KEYS[part][len(within) :]
        inner = PLAN_PARTS if part is Part.PACKAGES else ()
        self.keys(pointer, row, (*names, *FIELDS[part], *inner))
        at = [*within, *self.place(part, names, pointer, row)]
        place = Place(part, tuple(each for each in at if each is not None))
        if place in self.rows:
            self.problems.add(pointer, _("a row that is there twice"), _("it once"))
        self.pointers[place] = pointer
        self.rows[place] = self.values(pointer, row, FIELDS[part])
        for each in inner:
            for where, found in self.list(pointer, row, each):
                own = [key for key in at if isinstance(key, int)] or [0]
                self.row(each, own, where, found)

    def place(
        self, part: Part, names: Sequence[str], pointer: str, row: JsonObject
    ) -> Iterator[str | int | None]:
        """Yield the key of a row; an answer may be nobody's in particular."""
        for name in names:
            value, where = row.get(name), f"{pointer}/{name}"
            if name == "partner":
                is_required = part is not Part.ANSWERS
                yield number(self.fields, where, value, is_required=is_required)
            else:
                key = KEY_FIELDS[name].read(self.fields, where, value)
                yield key if isinstance(key, str | int) else None

    def values(
        self, pointer: str, row: JsonObject, known: Mapping[str, Field]
    ) -> dict[str, Value]:
        return {
            name: self.value(f"{pointer}/{name}", row[name], field)
            if name in row
            else self.absent(f"{pointer}/{name}", field)
            for name, field in known.items()
        }

    def value(self, where: str, value: object, field: Field) -> Value:
        return field.read(self.fields, where, value)

    def absent(self, where: str, field: Field) -> Value:
        if field.is_required:
            self.problems.add(where, _("missing"), _("a value, as the schema says"))
        return field.absent

    def keys(self, pointer: str, row: JsonObject, known: Sequence[str]) -> None:
        """Note what is there twice, and what nobody knows."""
        for key in row.repeated:
            where = f"{pointer}/{shown_step(key)}"
            self.problems.add(where, _("written more than once"), _("it once"))
        for key in row:
            if key not in known:
                meant = self.problems.closest(key, known)
                expected = did_you_mean(either(known), meant)
                where = f"{pointer}/{shown_step(key)}"
                self.problems.add(where, _("an unknown key"), expected)
        for key in HEAD if not pointer else ():
            if key not in row:
                expected = _("a value, as the schema says")
                self.problems.add(f"/{key}", _("missing"), expected)

    def agree(self) -> None:
        """Note where sound rows do not fit together."""
        self.one_applicant()
        for place, row in self.rows.items():
            pointer = self.pointers.get(place, "")
            start, end = row.get("start_month"), row.get("end_month")
            if isinstance(start, int) and isinstance(end, int) and end < start:
                expected = _("month %(start)d or later") % {"start": start}
                self.problems.add(f"{pointer}/end_month", shown(end), expected)

    def one_applicant(self) -> None:
        applicants = [
            place
            for place, row in self.rows.items()
            if row.get("role") == Role.APPLICANT and not row.get("left")
        ]
        for place in applicants[1:]:
            expected = _("one applicant; the others have another role")
            what = shown(Role.APPLICANT.value)
            self.problems.add(f"{self.pointers[place]}/role", what, expected)
