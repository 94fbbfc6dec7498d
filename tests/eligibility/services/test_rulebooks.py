"""Rulebooks are published in versions; the rows of a call follow the newest."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alliances.models import Call, Lot, ProjectType
from eligibility.core import RulebookError
from eligibility.models import Rulebook
from eligibility.services.rulebooks import publish_rulebook
from tests.factories import make_draft, make_user
from tests.rulebooks import rules_of

pytestmark = pytest.mark.django_db

DEADLINE = dt.datetime(2026, 12, 23, 16, tzinfo=dt.UTC)


def rules(**changes):
    """Write the rules of one moment, so that equal calls give equal text."""
    stated = {"opens": dt.date(2026, 11, 13), "deadline": DEADLINE, **changes}
    return rules_of("open", **stated)


def test_publishing_makes_the_call_and_its_lots():
    row = publish_rulebook(text=rules(), reason="First.", by=(by := make_user()))

    assert (row.version, row.reason, row.published_by) == (1, "First.", by)
    assert row.call == Call(code="open")
    assert row.call.title == "Call open"
    assert row.call.opens_on == dt.date(2026, 11, 13)
    assert row.call.deadline == DEADLINE
    assert row.call.takes_submissions
    assert list(ProjectType.objects.values_list("lot__code", "code")) == [
        ("lot-1", "standard"),
        ("lot-2", "standard"),
        ("lot-2", "large"),
    ]


def test_the_same_text_twice_is_one_version():
    first = publish_rulebook(text=rules(), reason="First.")

    assert publish_rulebook(text=rules(), reason="Again.") == first
    assert Rulebook.objects.count() == 1


def test_another_text_is_the_next_version_and_the_former_stays():
    former = publish_rulebook(text=rules(), reason="First.")
    later = DEADLINE + dt.timedelta(days=7)

    newer = publish_rulebook(text=rules(deadline=later), reason="A week more.")

    former.refresh_from_db()
    assert (former.version, newer.version) == (1, 2)
    assert former.text == rules()
    assert Call.objects.get().deadline == later


def test_returning_to_a_former_text_is_a_new_version():
    for pending in ("warn", "block", "warn"):
        last = publish_rulebook(text=rules(pending_partners=pending), reason=pending)

    assert last.version == 3
    assert Call.objects.get().pending_partners == "warn"


def test_what_unverified_clauses_do_follows_the_text():
    publish_rulebook(text=rules(), reason="First.")
    assert Call.objects.get().unverified_clauses == "block"

    publish_rulebook(text=rules(unverified_clauses="warn"), reason="Let them pass.")

    assert Call.objects.get().unverified_clauses == "warn"


def test_drafts_keep_the_rows_they_point_at():
    publish_rulebook(text=rules(), reason="First.")
    kind = make_draft(Call.objects.get()).alliance.project_type
    renamed = rules().replace('title = "Blueprint"', 'title = "Blueprints"')

    publish_rulebook(text=renamed, reason="A name.")

    assert ProjectType.objects.get(pk=kind.pk).lot.title == "Blueprints"
    assert ProjectType.objects.count() == 3


def test_a_lot_that_goes_keeps_its_row():
    publish_rulebook(text=rules(), reason="First.")
    without, _rest = rules().split('\n[[lots]]\ncode = "lot-2"')
    clauses = _rest[_rest.index("\n[[clauses]]") :].replace(', "lot-2"', "")

    publish_rulebook(
        text=without + only_first_lot(clauses), reason="One Lot is enough."
    )

    assert Lot.objects.filter(call="open").count() == 2


def only_first_lot(clauses):
    """Leave out the clause that binds the second Lot alone."""
    return "\n[[clauses]]".join(
        each for each in clauses.split("\n[[clauses]]") if '["lot-2"]' not in each
    )


def test_a_text_that_is_not_understood_changes_nothing():
    publish_rulebook(text=rules(), reason="First.")
    bad = rules().replace('title = "Call open"', 'title = "Changed"') + "\nx = 1\n"

    with pytest.raises(RulebookError):
        publish_rulebook(text=bad, reason="Bad.")

    assert Rulebook.objects.count() == 1
    assert Call.objects.get().title == "Call open"


def test_lots_cost_the_same_however_many_there_are():
    publish_rulebook(text=rules(), reason="First.")
    third = '[[lots]]\ncode = "lot-3"\ntitle = "Third"\n[[lots.project_types]]\n'
    third += 'code = "standard"\ntitle = "Standard"\n\n[[clauses]]'
    more = rules().replace("[[clauses]]", third, 1)
    more = more.replace('"lot-1", "lot-2"', '"lot-1", "lot-2", "lot-3"')

    with CaptureQueriesContext(connection) as of_two:
        publish_rulebook(text=rules(pending_partners="block"), reason="Other.")
    with CaptureQueriesContext(connection) as of_three:
        publish_rulebook(text=more, reason="A Lot more.")

    assert Lot.objects.filter(call="open").count() == 3
    assert len(of_three) == len(of_two)
