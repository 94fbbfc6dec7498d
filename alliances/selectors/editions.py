"""The editions of reference data there are, for the administrators' pages."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, CharField, Count, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from alliances import words
from alliances.enums import ReviewState, Standing
from alliances.models import (
    Call,
    CountryStatus,
    MobilityRate,
    Rate,
    ReferenceEdition,
    ReferenceUpload,
    Sector,
    User,
)
from alliances.selectors.upload_names import upload_name
from alliances.words import own_words

WAITING = 10
"""Uploads the overview lists; older ones are reached by their address."""


@dataclass(frozen=True, slots=True)
class EditionLine:
    """One edition in the history of a call."""

    call: str
    version: int
    published: str
    by: str
    reason: str
    figures: str
    """How many rows of each table it holds; only of the present edition."""


@dataclass(frozen=True, slots=True)
class CallData:
    """A call with its reference data."""

    code: str
    title: str
    present: EditionLine | None
    earlier: tuple[EditionLine, ...]


@dataclass(frozen=True, slots=True)
class WaitingUpload:
    """A table that was uploaded and not published."""

    public_id: str
    name: str
    about: str
    is_asked: bool
    """Whether somebody asked to publish it, so that it waits for a second person."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What an administrator lands on."""

    calls: tuple[CallData, ...]
    waiting: tuple[WaitingUpload, ...]


def overview() -> Overview:
    """Return the reference data of every call; a fixed number of queries."""
    editions: defaultdict[str, list[ReferenceEdition]] = defaultdict(list)
    for each in ReferenceEdition.objects.select_related("published_by"):
        editions[each.call_id].append(each)
    figures = _figures([those[0] for those in editions.values()])
    return Overview(
        calls=tuple(
            _call(each, editions[each.code], figures)
            for each in Call.objects.established()
        ),
        waiting=tuple(_waiting()),
    )


def _call(
    call: Call, editions: Sequence[ReferenceEdition], figures: dict[int, str]
) -> CallData:
    lines = [edition_line(each, figures.get(each.pk, "")) for each in editions]
    return CallData(
        code=call.code,
        title=words.own_words(call.title),
        present=lines[0] if lines else None,
        earlier=tuple(lines[1:]),
    )


def edition_line(edition: ReferenceEdition, figures: str = "") -> EditionLine:
    """Return an edition with who published it, when and why."""
    return EditionLine(
        call=edition.call_id,
        version=edition.version,
        published=moment_words(edition.published_at),
        by=person_words(edition.published_by),
        reason=own_words(edition.reason),
        figures=figures,
    )


def person_words(person: User | None) -> str:
    """Name a person with the address, which tells namesakes and new names apart."""
    if person is None:
        return _("the product")
    return ", ".join(dict.fromkeys([str(person), person.email]))


def moment_words(moment: object) -> str:
    """Write a moment as the clocks in Brussels show it."""
    local = timezone.localtime(moment)  # type: ignore[arg-type]  # an aware datetime
    return words.moment_words(local)


def zoned_moment_words(moment: object) -> str:
    """Write the same with its zone, for where nothing else on the page tells it."""
    local = timezone.localtime(moment)  # type: ignore[arg-type]  # as above
    return words.zoned_moment_words(local)


def uploaded_words(person: object, moment: object) -> str:
    """Say who uploaded a file, and when."""
    return _("uploaded by %(person)s on %(when)s") % {
        "person": person,
        "when": zoned_moment_words(moment),
    }


def done_words(person: User | None, moment: object) -> str:
    """Say when something was done, and by whom."""
    said = {"when": zoned_moment_words(moment), "by": person_words(person)}
    return _("%(when)s, by %(by)s") % said


def _figures(editions: Sequence[ReferenceEdition]) -> dict[int, str]:
    """Say how many rows each edition has: one query for all."""
    counts = _counts(editions)
    return {
        each.pk: _(
            "%(programme)d Programme and %(partner)d Partner countries, %(territories)d"
            " territories of Member States, %(sectors)d sectors, %(rates)d unit-cost"
            " and %(mobility)d mobility rates"
        )
        % {
            "programme": counts[each.pk, "country", Standing.PROGRAMME],
            "partner": counts[each.pk, "country", Standing.PARTNER],
            "territories": sum(
                counts[each.pk, "territory", standing] for standing in Standing
            ),
            "sectors": counts[each.pk, "sector", ""],
            "rates": counts[each.pk, "rate", ""],
            "mobility": counts[each.pk, "mobility", ""],
        }
        for each in editions
    }


def _counts(
    editions: Sequence[ReferenceEdition],
) -> defaultdict[tuple[int, str, str], int]:
    """Count rows by edition, kind of row, and standing where it has one.

    A territory counts as its Member State and is no country more.
    """
    named = {"sector": Sector, "rate": Rate, "mobility": MobilityRate}
    countries = CountryStatus.objects.filter(edition__in=editions).order_by()
    kind = Case(When(counts_as=None, then=_word("country")), default=_word("territory"))
    counted = (
        countries.annotate(kind=kind)
        .values("edition", "kind", "standing")
        .annotate(number=Count("pk"))
        .values_list("edition", "kind", "standing", "number")
        .union(
            *(
                model._default_manager.filter(edition__in=editions)  # noqa: SLF001  # Django's public name for it
                .order_by()
                .values("edition")
                .annotate(number=Count("pk"))
                .values_list("edition", _word(name), _word(""), "number")
                for name, model in named.items()
            ),
            all=True,
        )
    )
    return defaultdict(int, {(e, kind, of): number for e, kind, of, number in counted})


def _word(text: str) -> Value:
    return Value(text, CharField())


def _waiting() -> list[WaitingUpload]:
    uploads = ReferenceUpload.objects.waiting().select_related(
        "uploaded_by", "asked_by"
    )
    return [
        WaitingUpload(
            public_id=str(each.public_id),
            name=upload_name(each.file_name),
            about=", ".join(
                [
                    table_words(each),
                    str(each.asked_by or each.uploaded_by),
                    moment_words(each.asked_at or each.uploaded_at),
                ]
            ),
            is_asked=each.review_state == ReviewState.ASKED,
        )
        for each in uploads.defer("content")[:WAITING]
    ]


def table_words(upload: ReferenceUpload) -> str:
    """Name an uploaded table, with its call where it has one."""
    table = upload.get_table_display()
    if upload.is_shared:
        return table
    return _("%(table)s of call %(call)s") % {"table": table, "call": upload.call_id}
