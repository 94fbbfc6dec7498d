"""The facts of a consortium beside its partners, from the file or given beside it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliances.files.fields import Fields
from alliances.files.stated import ConsortiumFile, Given

FACTS = (
    "call",
    "lot",
    "project_type",
    "acronym",
    "title",
    "sector",
    "duration_months",
    "grant_requested_eur",
)
STANDARD = "standard"
LONGEST_CODE = 40
LONGEST_ACRONYM = 50
LONGEST_TITLE = 400
LONGEST_SECTOR = 200


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts stated, with their places; `pattern` makes the place of a lost one."""

    fields: Fields
    stated: Mapping[str, Given]
    pattern: str

    def file(self) -> ConsortiumFile:
        """Return the consortium of these facts, without partners yet."""
        fields = self.fields
        return ConsortiumFile(
            call=self._code("call", _('the code of the call, such as "2020"')),
            lot=self._code("lot", _('the code of the Lot, such as "lot-2"')),
            project_type=self._project_type(),
            acronym=fields.text(*self._at("acronym"), longest=LONGEST_ACRONYM),
            title=fields.text(*self._at("title"), longest=LONGEST_TITLE),
            sector=fields.text(*self._at("sector"), longest=LONGEST_SECTOR),
            duration_months=fields.months(*self._at("duration_months")),
            grant_requested_eur=fields.grant(*self._at("grant_requested_eur")),
            partners=(),
        )

    def _at(self, key: str) -> tuple[str, object]:
        """Return the place and the value of a fact that may be absent."""
        given = self.stated.get(key, Given(None, self.pattern % key))
        return given.where, given.value

    def _code(self, key: str, expected: str) -> str:
        if key in self.stated:
            return self.fields.required(*self._at(key), longest=LONGEST_CODE)
        self.fields.problems.add(self.pattern % key, _("missing"), expected)
        return ""

    def _project_type(self) -> str:
        if "project_type" not in self.stated:
            return STANDARD
        return self._code("project_type", STANDARD)
