"""How old what the product decides by is: editions, rules, register and NACE."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from alliances.models import (
    Call,
    CountryEdition,
    NaceEdition,
    ReferenceEdition,
    RegisterPublication,
    SharedEdition,
    User,
)
from alliances.selectors.editions import moment_words, person_words
from eligibility.models import Rulebook


@dataclass(frozen=True, slots=True)
class Age:
    """One published state: which, since when, by whom and why."""

    what: str
    version: int
    published: str
    age: str
    """How long ago, in words."""
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class CallAge:
    """The law and the reference data in force for a call."""

    code: str
    title: str
    rules: Age | None
    edition: Age | None


@dataclass(frozen=True, slots=True)
class DataAge:
    """Everything in force."""

    calls: tuple[CallAge, ...]
    register: Age | None
    countries: Age | None
    nace: Age | None


def data_age(calls: list[Call], *, now: dt.datetime) -> DataAge:
    """Return what is in force; five queries."""
    rules = {
        each.call_id: each
        for each in Rulebook.objects.newest()
        .defer("text")
        .select_related("published_by")
    }
    newer = ReferenceEdition.objects.filter(
        call=OuterRef("call"), version__gt=OuterRef("version")
    )
    editions = {
        each.call_id: each
        for each in ReferenceEdition.objects.filter(~Exists(newer)).select_related(
            "published_by"
        )
    }
    publication = RegisterPublication.objects.select_related("published_by").first()
    countries = CountryEdition.objects.defer("rows").select_related("published_by")
    nace = NaceEdition.objects.select_related("published_by").first()
    return DataAge(
        calls=tuple(
            CallAge(
                code=each.code,
                title=each.title,
                rules=_age(_("Rules"), rules.get(each.code), now),
                edition=_age(_("Reference data"), editions.get(each.code), now),
            )
            for each in calls
        ),
        register=_age(_("Register"), publication, now),
        countries=_age(_("Countries"), countries.first(), now),
        nace=_age(_("NACE"), nace, now),
    )


Published = Rulebook | ReferenceEdition | SharedEdition | RegisterPublication


def _age(what: str, row: Published | None, now: dt.datetime) -> Age | None:
    if row is None:
        return None
    by: User | None = row.published_by
    return Age(
        what=what,
        version=_number(row),
        published=moment_words(row.published_at),
        age=timesince(row.published_at, now, depth=1),
        by=person_words(by),
        reason=row.reason,
    )


def _number(row: Published) -> int:
    return row.revision if isinstance(row, RegisterPublication) else row.version
