"""The page of mobility lines: rows that save by themselves, none over another's."""

from decimal import Decimal

import pytest
from django.urls import reverse

from proposals.models import MobilityLine
from proposals.services import mobility
from proposals.services.mobility import LineEntry, change_mobility_line
from tests.factories import make_colleague
from tests.proposals.services.budgets import (
    make_budget_draft,
    make_line,
    make_package,
)

pytestmark = pytest.mark.django_db

NAMES = (
    *("partner", "traveller", "participants"),
    *("distance_km", "days", "work_package"),
)


@pytest.fixture
def draft(client):
    proposal = make_budget_draft()
    make_package(proposal)
    client.force_login(proposal.alliance.coordinator)
    return proposal


def place(draft):
    return reverse("mobility-lines", args=[draft.alliance.public_id])


def rows_of(answer):
    return {each.key: each for each in answer.context["page"].rows}


def sent(client, draft, **typed):
    """Send what a browser sends back: all that is shown, with `m1_days="5"`."""
    data = {}
    for key, row in rows_of(client.get(place(draft))).items():
        for name in NAMES:
            data[f"{key}-{name}"] = getattr(row.values, name)
        data[f"{key}-version"] = row.version or ""
        data[f"{key}-request_key"] = row.request_key
    data |= {name.replace("_", "-", 1): value for name, value in typed.items()}
    return data


def post(client, draft, data):
    return client.post(place(draft), data)


def stored():
    return {
        each.number: (
            each.partnership.number,
            each.traveller,
            each.participants,
            each.distance_km,
            each.days,
            each.work_package.number if each.work_package else None,
        )
        for each in MobilityLine.objects.current()
    }


def change(line, by, **values):
    stated = {"partner": 1, "traveller": "staff", "participants": 9, **values}
    return change_mobility_line(
        line=line, entry=LineEntry(**stated), version=line.version, by=by
    )


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ({}, (2, "staff", 12, None, None, None)),
        (
            {
                "new_traveller": "learner",
                "new_distance_km": "1.850",
                "new_days": "14,5",
                "new_work_package": "1",
            },
            (2, "learner", 12, 1850, Decimal("14.5"), 1),
        ),
    ],
)
def test_a_line_is_added_as_it_is_usually_written(client, draft, typed, line):
    data = sent(client, draft, new_partner="2", new_participants="12", **typed)

    first, second = post(client, draft, data), post(client, draft, data)

    assert first["Location"] == second["Location"] == place(draft)
    assert stored() == {1: line}


def test_only_rows_that_say_something_else_are_saved(client, draft):
    make_line(draft, 1)
    make_line(draft, 2)

    post(client, draft, sent(client, draft, m2_days="6.5"))

    versions = MobilityLine.objects.values_list("number", "version")
    assert dict(versions) == {1: 1, 2: 2}
    assert stored()[2] == (2, "staff", 2, 500, Decimal("6.5"), None)


@pytest.mark.parametrize(
    ("typed", "name", "message"),
    [
        ({"m1_participants": "0"}, "participants", "At least one person goes."),
        ({"m1_participants": ""}, "participants", "Write how many people go."),
        (
            {"m1_participants": "many"},
            "participants",
            "Write how many people go, such as 12.",
        ),
        (
            {"m1_distance_km": "8.5"},
            "distance_km",
            "Write whole kilometres one way, such as 850.",
        ),
        (
            {"m1_distance_km": "20,101"},
            "distance_km",
            "Write whole kilometres one way, such as 850.",
        ),
        ({"m1_days": "a week"}, "days", "Write full or half days, such as 5 or 5.5."),
        ({"m1_days": "0"}, "days", "Leave it empty while the days are open."),
        ({"m1_days": "5.3"}, "days", "Only full and half days count: write 5 or 5.5."),
        (
            {"m1_work_package": "9"},
            "work_package",
            "This work package is no longer there. Choose another.",
        ),
    ],
)
def test_a_row_that_cannot_be_saved_keeps_what_was_typed(
    client, draft, typed, name, message
):
    make_line(draft, 1)
    make_line(draft, 2)

    answer = post(client, draft, sent(client, draft, m2_participants="3", **typed))

    row = rows_of(answer)["m1"]
    assert answer.status_code == 422
    assert row.problems == {name: message}
    assert getattr(row.values, name) == typed[f"m1_{name}"]
    assert stored()[1] == (1, "staff", 2, 500, Decimal(5), None)
    assert stored()[2][2] == 3


@pytest.mark.parametrize(
    ("typed", "problems"),
    [
        ({"new_days": "5"}, {"partner", "participants"}),
        ({"new_partner": "9", "new_participants": "2"}, {"partner"}),
    ],
)
def test_a_new_row_says_what_it_lacks(client, draft, typed, problems):
    answer = post(client, draft, sent(client, draft, **typed))

    assert answer.status_code == 422
    assert set(rows_of(answer)["new"].problems) == problems
    assert stored() == {}


def test_a_new_row_without_a_key_of_its_own_is_added(client, draft):
    data = sent(client, draft, new_partner="1", new_participants="1")

    post(client, draft, data | {"new-request_key": ""})

    assert list(stored()) == [1]


def test_rows_that_were_not_on_the_page_stay(client, draft):
    make_line(draft, 1)

    answer = post(client, draft, {})

    assert answer.status_code == 302
    assert list(stored()) == [1]


def test_a_line_a_colleague_changed_shows_both(client, draft):
    line = make_line(draft, 1)
    data = sent(client, draft, m1_participants="4")
    change(line, make_colleague(draft))

    answer = post(client, draft, data)
    row = rows_of(answer)["m1"]

    assert answer.status_code == 409
    assert row.values.participants == "4"
    assert row.problems[""].startswith(
        "A colleague changed this line meanwhile: 9 participants, – km, – days."
    )
    again = post(client, draft, data | {"m1-version": row.version})
    assert again.status_code == 302
    assert stored()[1][2] == 4


def test_a_line_a_colleague_removed_is_named(client, draft):
    make_line(draft, 1)
    data = sent(client, draft, m1_participants="4")
    post(client, draft, sent(client, draft, m1_remove="on"))

    answer = post(client, draft, data)

    assert answer.status_code == 409
    assert "A colleague removed this line meanwhile" in answer.text
    assert stored() == {}


def test_a_line_is_removed_and_put_back(client, draft):
    make_line(draft, 1)

    post(client, draft, sent(client, draft, m1_remove="on"))
    page = client.get(place(draft)).context["page"]

    (removed,) = page.removed
    assert (removed.label, removed.words) == ("M1", "2 from P1 Chamber of Kiel")
    assert (page.has_lines, stored()) == (False, {})
    client.post(removed.url)
    assert list(stored()) == [1]


def test_too_many_lines_are_refused_with_a_reason(client, draft, monkeypatch):
    make_line(draft, 1)
    post(client, draft, sent(client, draft, m1_remove="on"))
    make_line(draft, 1)
    monkeypatch.setattr(mobility, "MOST_LINES", 1)
    restore = reverse("mobility-restore", args=[draft.alliance.public_id, 1])

    answer = client.post(restore, follow=True)
    full = post(
        client, draft, sent(client, draft, new_partner="1", new_participants="1")
    )

    assert "A proposal takes 200 mobility lines." in answer.text
    assert rows_of(full)["new"].problems[""].startswith("A proposal takes 200")
