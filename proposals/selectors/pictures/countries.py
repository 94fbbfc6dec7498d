"""The map of Europe as a picture: covered, pending and missing, in both readings."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from eligibility.core import Reading
from eligibility.words import together
from proposals.catalogue import HEIGHT, WIDTH
from proposals.selectors.pictures.drawing import (
    Box,
    Country,
    Dot,
    Drawing,
    Mark,
    Text,
    drawable,
    wrapped,
)
from proposals.selectors.pictures.picture import (
    Column,
    EqualTable,
    Ground,
    Picture,
    TableRow,
    Way,
)
from proposals.selectors.standing.coverage import (
    CountryState,
    Coverage,
    Presence,
    coverage_of,
)
from proposals.selectors.standing.map import PartnerMap, map_of
from proposals.snapshots.reference import reference_of

KEY = "countries"
LINE = 26
"""From one line of the key to the next."""


def countries_picture(ground: Ground) -> Picture:
    """Return the map; no query while reference data is kept."""
    reference = reference_of(ground.snapshot.call, ground.snapshot.edition)
    coverage = coverage_of(ground.report, reference.programme_countries)
    shown = map_of(ground.proposal, ground.snapshot, ground.report)
    public_id = ground.proposal.alliance.public_id
    return Picture(
        key=KEY,
        title=_("Programme countries"),
        finding=_finding(shown),
        drawing=_drawing(shown, coverage),
        table=_table(coverage),
        way=Way(
            _("Add a partner from a country that is missing"),
            reverse("partner-add", args=[public_id]),
        )
        if coverage.of(CountryState.OPEN)
        else None,
        note=_(
            "Map: Natural Earth, public domain. Boundaries are without prejudice to"
            " any status of territory."
        ),
    )


def _finding(shown: PartnerMap) -> str:
    words = {each.reading: each.words for each in shown.figures}
    return _("As planned: %(planned)s. As confirmed: %(confirmed)s.") % {
        "planned": words[Reading.PLANNED.value],
        "confirmed": words[Reading.CONFIRMED.value],
    }


def _drawing(shown: PartnerMap, coverage: Coverage) -> Drawing:
    lines = list(_key(coverage))
    notes = wrapped(_beside(shown), WIDTH)
    floor = HEIGHT + LINE * len(lines)
    return Drawing(
        width=WIDTH,
        height=floor + LINE * len(notes) + 12,
        marks=(
            *_land(shown),
            *_key_marks(lines),
            *(
                Text(0, floor + LINE * at, each, "quiet")
                for at, each in enumerate(notes, start=1)
            ),
        ),
        words=drawable(shown.summary),
    )


def _land(shown: PartnerMap) -> Iterator[Mark]:
    yield Country("land", "land")
    for row in shown.shapes:
        yield Country(row.iso, row.state)
    for row in shown.shapes:
        if row.label is None:
            continue
        if row.label.mark:
            yield Dot(*row.label.mark, 4, row.state)
        style = "code" if row.number else "code-open"
        more = str(row.number or "")
        yield Text(row.label.x, row.label.y, row.code, style, "middle", more)


def _key(coverage: Coverage) -> Iterator[tuple[CountryState, str]]:
    """Yield a line for each state there is, with how many countries have it."""
    for state in CountryState:
        if number := len(coverage.of(state)):
            yield state, _counted(state) % {"number": number}


def _key_marks(lines: list[tuple[CountryState, str]]) -> Iterator[Mark]:
    for at, (state, words) in enumerate(lines, start=1):
        y = HEIGHT + LINE * at
        yield Box(1, y - 12, 24, 14, state.value)
        yield Text(34, y, words, more=_meaning(state))


def _counted(state: CountryState) -> str:
    return {
        CountryState.COVERED: _("Covered: %(number)d."),
        CountryState.PENDING: _("Pending: %(number)d."),
        CountryState.OPEN: _("Missing: %(number)d."),
        CountryState.OUTSIDE: _("No Programme country: %(number)d."),
    }[state]


def _meaning(state: CountryState) -> str:
    """Say what a country of this state is to the consortium."""
    return {
        CountryState.COVERED: _("A full partner there is certain."),
        CountryState.PENDING: _("No full partner there has confirmed."),
        CountryState.OPEN: _("A Programme country without a full partner."),
        CountryState.OUTSIDE: _("Somebody takes part from there."),
    }[state]


def _beside(shown: PartnerMap) -> str:
    """Name what the map does not reach, and what has no country at all."""
    far = [f"{each.name} {each.number}" for each in shown.beside]
    sentences = [_("Not on this map: %s.") % together(far)] if far else []
    if shown.nowhere:
        sentences.append(_("Country not stated: %s.") % labels_of(shown.nowhere))
    return " ".join(sentences)


def labels_of(present: tuple[Presence, ...]) -> str:
    """Write who is present: "P1, P7*"; the star counts towards no minimum."""
    return ", ".join(f"{each.label}{'' if each.counts else '*'}" for each in present)


def _table(coverage: Coverage) -> EqualTable:
    rows = [
        TableRow(
            each.code,
            each.name,
            (
                *_states(each.state),
                labels_of(each.present) or "–",
                str(each.number or "–"),
            ),
        )
        for each in coverage.countries
    ]
    if coverage.nowhere:
        unknown = _("Cannot tell yet")
        present = labels_of(coverage.nowhere)
        number = str(len(coverage.nowhere))
        cells = (unknown, unknown, present, number)
        rows.append(TableRow("", _("Country not stated"), cells))
    return EqualTable(
        head=_("Country"),
        columns=(
            Column(_("As planned")),
            Column(_("As confirmed")),
            Column(_("Organisations")),
            Column(_("How many"), is_number=True),
        ),
        rows=tuple(rows),
    )


def _states(state: CountryState) -> tuple[str, str]:
    covered, missing = _("Covered"), _("Missing")
    outside = _("No Programme country")
    return {
        CountryState.COVERED: (covered, covered),
        CountryState.PENDING: (covered, _("Pending")),
        CountryState.OPEN: (missing, missing),
        CountryState.OUTSIDE: (outside, outside),
    }[state]
