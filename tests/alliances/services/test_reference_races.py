"""Two administrators who see to reference data at the same moment."""

from dataclasses import replace
from decimal import Decimal
from functools import partial

import pytest

from alliances.enums import ReviewState
from alliances.files.tables import RateRow
from alliances.models import ReferenceEdition, ReferenceUpload
from alliances.selectors.reference import published_tables
from alliances.services.reference import EditionMoved, publish_edition
from alliances.services.uploads import discard_upload
from tests.alliances.reviewing import discarded_while_asked
from tests.alliances.services.test_uploads import upload
from tests.factories import TABLES, make_call
from tests.proposals.services.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)

WITH_RATES = replace(TABLES, rates=(RateRow("BE", 2, *[Decimal("336.00")] * 4),))
WITHOUT_SECTORS = replace(TABLES, sectors=())


def race(**options):
    """Publish both at once, each made from the first edition; return the outcomes."""
    call = make_call(takes_submissions=False)
    return at_once(
        *[
            partial(publish_edition, call=call, tables=each, reason="Now.", **options)
            for each in (WITH_RATES, WITHOUT_SECTORS)
        ]
    )


def versions():
    return sorted(ReferenceEdition.objects.values_list("version", flat=True))


def test_without_a_precondition_the_later_undoes_the_earlier():
    race()

    newest = published_tables(ReferenceEdition.objects.get(version=3))
    assert versions() == [1, 2, 3]
    # Both changes were wanted, and one of them is gone.
    assert bool(newest.rates) == bool(newest.sectors)


def test_with_one_the_later_is_told_and_undoes_nothing():
    outcomes = race(compared_with=1)

    assert {type(each) for each in outcomes} == {ReferenceEdition, EditionMoved}
    assert versions() == [1, 2]


def test_table_that_somebody_is_asking_for_is_not_thrown_away():
    row = upload()
    discard = partial(discard_upload, upload=row)

    assert discarded_while_asked(row, by=row.uploaded_by, discard=discard) is False
    assert ReferenceUpload.objects.get().review_state == ReviewState.ASKED
