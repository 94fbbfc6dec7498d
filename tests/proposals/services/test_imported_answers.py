"""What an imported file says of who had left stands in the log, in words of its own."""

import json

import pytest
from django.utils import timezone

from alliances.files.consortium import parse_json
from proposals.models import Activity
from proposals.policies import seat_of
from proposals.selectors.log.timeline import TimelineFilter, timeline_of, timeline_page
from proposals.services.imports import import_consortium
from tests.factories import make_call, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def imported():
    make_call("open")
    statuses = ("confirmed", "withdrawn", "declined")
    partners = [
        {"name": f"School {each}", "country": "BE", "role": "full_partner"}
        | {"status": each}
        for each in statuses
    ]
    facts = {"schema": "ssa-consortium/1", "call": "open", "lot": "lot-2"}
    stated = {**facts, "acronym": "SKILLS", "partners": partners}
    maria = make_user("maria@example.org", full_name="Maria")
    return import_consortium(file=parse_json(json.dumps(stated).encode()), by=maria)


def test_log_has_a_row_for_each_who_had_left(imported):
    rows = Activity.objects.filter(proposal=imported).order_by("number")

    assert list(rows.values_list("kind", "partner", "facts"))[1:] == [
        ("partners-imported", None, '{"partners":3}'),
        ("declined", 2, '{"stated":"withdrawn"}'),
        ("declined", 3, '{"stated":"declined"}'),
    ]


def test_history_says_that_the_file_said_so(imported):
    maria = imported.alliance.coordinator
    log = timeline_of(imported, seat_of(maria, imported))

    page = timeline_page(log, TimelineFilter(), None, now=timezone.now())

    assert [each.sentence for each in page.entries][:2] == [
        "Maria imported from a file that P3 School declined declined",
        "Maria imported from a file that P2 School withdrawn withdrew",
    ]
