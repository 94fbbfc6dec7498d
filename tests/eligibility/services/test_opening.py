"""An open call stays one in which somebody can submit."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from alliances import guards
from alliances.guards import register_edition_guard
from alliances.services.reference import publish_edition
from eligibility.catalogue import shipped_rulebook, shipped_tables
from eligibility.services.opening import CannotOpen, guard_edition, require_openable
from tests.factories import TABLES, make_call

TABLES_2020 = shipped_tables("2020")
NOW = dt.datetime(2020, 1, 15, 12, tzinfo=dt.UTC)
FEW = replace(TABLES, countries=TABLES.countries[:2])


def openable(rulebook, *, present=None, tables=TABLES_2020, now=NOW):
    require_openable(rulebook=rulebook, present=present, tables=tables, now=now)


def law(**changed):
    return replace(shipped_rulebook("2020"), takes_submissions=True, **changed)


def test_a_call_somebody_can_submit_to_may_be_opened():
    openable(law())


def test_a_call_nobody_can_submit_to_may_not():
    with pytest.raises(CannotOpen) as refused:
        openable(law(), tables=replace(TABLES_2020, sectors=()))

    assert len(refused.value.problems) == 4
    assert str(refused.value.message).startswith(
        "The call would be open with 4 problems, so nothing was published: lots[lot-2]."
    )


def test_history_may_lack_what_it_likes():
    openable(replace(law(), takes_submissions=False), tables=FEW)


def test_a_call_that_is_over_may_be_corrected_and_not_reopened():
    later = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)

    openable(law(), present=law(), now=later)
    for present in (None, replace(law(), takes_submissions=False)):
        with pytest.raises(CannotOpen):
            openable(law(), present=present, now=later)
    with pytest.raises(CannotOpen):
        openable(law(), present=law(deadline=NOW), now=later)


def correct(call, tables):
    return publish_edition(call=call, tables=tables, reason="Corrected.")


@pytest.mark.django_db
def test_tables_that_make_an_open_call_worse_are_refused():
    call = make_call()

    with pytest.raises(CannotOpen) as refused:
        correct(call, FEW)

    assert {each.id for each in refused.value.problems} == {"nobody-can-submit"}
    assert call.editions.count() == 1


@pytest.mark.django_db
def test_what_is_missing_already_keeps_no_correction_out():
    call = make_call()

    assert correct(call, replace(TABLES, sectors=TABLES.sectors[:1])).version == 2


@pytest.mark.django_db
@pytest.mark.parametrize("is_over", [True, False])
def test_tables_of_a_call_that_takes_nothing_may_lack_what_they_like(is_over):
    now = timezone.now()
    past: dict[str, Any] = {
        "deadline": now - dt.timedelta(days=1),
        "opens": (now - dt.timedelta(days=9)).date(),
    }
    call = make_call(**past) if is_over else make_call(takes_submissions=False)

    assert correct(call, FEW).version == 2


@pytest.mark.django_db
def test_tables_of_a_call_without_rules_are_let_in():
    call = make_call()
    call.rulebooks.all().delete()

    assert correct(call, FEW).version == 2


def test_a_guard_is_registered_once():
    before = list(guards._guards)

    register_edition_guard(guard_edition)

    assert guards._guards == before
    assert before.count(guard_edition) == 1
