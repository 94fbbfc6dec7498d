"""How long the answers of a draft are, counted only where it can matter.

A database counts the characters of a text by reading all of it: of a hundred long
answers that took a tenth of each page of the form. It knows the bytes at once, and a
text of no more bytes than it may have characters is not too long.
"""

from collections import defaultdict
from typing import Any

from django.db.models import Case, Func, IntegerField, When
from django.db.models.functions import Cast, Length
from django.db.models.lookups import LessThanOrEqual

from proposals.models import Proposal
from proposals.snapshots import form_of

Limits = tuple[tuple[int, tuple[str, ...]], ...]
"""Limits of characters, each with the questions that have it."""


class _Bytes(Func):
    function = "OCTET_LENGTH"
    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **named: Any) -> Any:  # noqa: ANN401  # Django's own
        """Word it as SQLite calls it."""
        named["template"] = "LENGTH(CAST(%(expressions)s AS BLOB))"
        return self.as_sql(compiler, connection, **named)


def limits_of(proposal: Proposal) -> Limits:
    """Return the limits of a draft's form, the least where a question has several."""
    form = form_of(proposal)
    least: dict[str, int] = {}
    for section in form.sections if form else ():
        for each in section.questions:
            least[each.code] = min(each.limit, least.get(each.code, each.limit))
    codes: dict[int, list[str]] = defaultdict(list)
    for code, limit in least.items():
        codes[limit].append(code)
    return tuple((limit, tuple(each)) for limit, each in codes.items())


def size_within(limits: Limits) -> Cast:
    """Return the characters of an answer, or its bytes where these are within."""
    size = _Bytes("text")
    within = [
        When(LessThanOrEqual(size, limit), question__in=codes, then=size)
        for limit, codes in limits
    ]
    return Cast(Case(*within, default=Length("text")), IntegerField())
