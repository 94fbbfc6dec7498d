"""Applying at the same moment: once, and never over what a colleague just did."""

from functools import partial

import pytest

from alliances.enums import Role
from alliances.models import Partnership
from proposals.errors import StaleVersion
from proposals.errors.sandboxes import DraftMoved
from proposals.services.composition import PartnerEntry, change_partner, remove_partner
from proposals.services.sandboxes import delete_expired_sandboxes
from tests.factories import make_colleague, make_eligible_draft
from tests.proposals.services.imagining import (
    apply_now,
    as_type,
    imagine,
    newcomer,
    stored,
    without,
)
from tests.proposals.services.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draft():
    return make_eligible_draft()


def test_two_presses_apply_once(draft):
    state = imagine(draft, without(2), newcomers=[newcomer("Forge")]).state
    press = partial(apply_now, draft, state=state)

    outcomes = at_once(press, press, press)

    draft.refresh_from_db()
    assert sorted(outcomes) == [0, 0, 2]
    assert Partnership.objects.filter(name="Forge").count() == 1
    assert draft.revision == 3


def test_a_colleague_who_changes_a_partner_meanwhile_is_never_overwritten(draft):
    row = draft.alliance.partnerships.get(number=2)
    imagine(draft, as_type(2, "sme"), without(3))
    state = stored(draft).state

    applied, changed = at_once(
        partial(apply_now, draft, state=state),
        partial(
            change_partner,
            partnership=row,
            entry=PartnerEntry("Guild of Ghent", row.country, Role.FULL_PARTNER),
            version=row.version,
            by=make_colleague(draft),
        ),
    )

    row.refresh_from_db()
    present = draft.alliance.partnerships.current().count()
    if isinstance(applied, DraftMoved):
        assert (row.name, row.types, present) == ("Guild of Ghent", "", 3)
        assert stored(draft).partners.count() == 2
    else:
        assert isinstance(changed, StaleVersion)
        assert (row.name, row.types, present) == ("Chamber of Ghent", "sme", 2)
        assert stored(draft).partners.count() == 0


def test_two_people_who_apply_the_same_removal_remove_once(draft):
    ines = make_colleague(draft)
    imagine(draft, without(3))
    imagine(draft, without(3), by=ines)

    outcomes = at_once(
        partial(apply_now, draft),
        partial(apply_now, draft, by=ines),
    )

    (refused,) = [each for each in outcomes if isinstance(each, DraftMoved)]
    draft.refresh_from_db()
    assert 1 in outcomes
    assert len(refused.partners) == 1
    assert draft.revision == 2


def test_imagining_in_two_windows_keeps_both_changes(draft):
    at_once(
        partial(imagine, draft, without(2)),
        partial(imagine, draft, without(3)),
        partial(imagine, draft, newcomers=[newcomer("Forge")]),
    )

    assert stored(draft).partners.count() == 3


def test_what_is_imagined_while_it_is_applied_is_never_lost_unseen(draft):
    """Either it came first and applying refuses, or it stays in the sandbox."""
    state = imagine(draft, without(3)).state

    applied, _imagined = at_once(
        partial(apply_now, draft, state=state), partial(imagine, draft, without(2))
    )

    left = [each.partnership.number for each in stored(draft).partners.all()]
    current = draft.alliance.partnerships.current()
    numbers = list(current.values_list("number", flat=True))
    assert (applied == 1, left, numbers) in [
        (True, [2], [1, 2]),
        (False, [3, 2], [1, 2, 3]),
    ]


def test_sweeping_while_somebody_begins_anew_takes_only_the_old_one(draft):
    imagine(draft, without(2))
    type(stored(draft)).objects.update(changed_at="2020-01-01T00:00:00Z")

    at_once(delete_expired_sandboxes, partial(imagine, draft, without(3)))

    (left,) = stored(draft).partners.all()
    assert left.partnership.number == 3


def test_removing_first_refuses_only_what_was_removed(draft):
    row = draft.alliance.partnerships.get(number=3)
    imagine(draft, without(3), without(2))
    ines = make_colleague(draft)

    applied, _removed = at_once(
        partial(apply_now, draft),
        partial(remove_partner, partnership=row, version=row.version, by=ines),
    )

    present = draft.alliance.partnerships.current().count()
    assert (isinstance(applied, DraftMoved), present) in [(True, 2), (False, 1)]
