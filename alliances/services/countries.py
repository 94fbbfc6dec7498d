"""Publishing the list of countries, in editions."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import astuple

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from alliances.files.tables import RegisteredCountry
from alliances.models import Country, CountryEdition, User
from alliances.selectors.reference import registered_countries
from alliances.selectors.shared import current_country_edition
from alliances.services.reference import Unpublished, load_countries

BEFORE_EDITIONS = "As it stood before there were editions"


class CountriesMoved(Unpublished):
    """Another edition was published since the change was compared."""

    message = _("The countries were published meanwhile: compare again.")


class EuCodeTaken(Unpublished):
    """An EU code of the list is that of another country, perhaps one left out."""

    message = _("An EU code of the list is another country's.")


def publish_countries(
    *,
    rows: Sequence[RegisteredCountry],
    reason: str,
    compared_with: int,
    by: User | None = None,
) -> CountryEdition:
    """Publish the list of countries as its next edition; all of it or nothing.

    A country that the list leaves out stays where it stands and is offered no more.
    `compared_with` is the version (0 for none) that somebody saw the difference to:
    CountriesMoved when another is in force. The same list as in force publishes nothing
    and returns that edition. A list that was stored before there were editions becomes
    the first one, so that a correction can go back to it. Raises EuCodeTaken.
    """
    version = _version()
    if version != compared_with:
        raise CountriesMoved
    listed = sorted(rows, key=lambda row: row.code)
    before = list(registered_countries())
    present = current_country_edition()
    if present is not None and before == listed:
        return present
    try:
        with transaction.atomic():
            if present is None and before not in ([], listed):
                _kept(before, version := version + 1, BEFORE_EDITIONS, None)
            edition = _kept(listed, version + 1, reason, by)
            _store(listed)
            return edition
    except IntegrityError as error:
        # Two at once: the number of the next edition exists once, as each EU code does.
        moved = _version() != compared_with
        raise (CountriesMoved if moved else EuCodeTaken) from error


def _version() -> int:
    present = current_country_edition()
    return present.version if present else 0


def _kept(
    rows: Sequence[RegisteredCountry], version: int, reason: str, by: User | None
) -> CountryEdition:
    cells = [astuple(row) for row in rows]
    text = json.dumps(cells, ensure_ascii=False)
    return CountryEdition.objects.create(
        version=version,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        rows=cells,
        reason=reason,
        published_by=by,
    )


def _store(rows: Sequence[RegisteredCountry]) -> None:
    """Make the list what is in force."""
    load_countries(rows=[(row.code, row.eu_code, row.name) for row in rows])
    listed = [row.code for row in rows]
    Country.objects.exclude(code__in=listed).update(is_listed=False)
