"""`load_calls` publishes what is shipped, once; corrections in the database stay."""

import datetime as dt
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from alliances.models import Call, Country, ReferenceEdition
from alliances.selectors.reference import kept_tables
from alliances.services.reference import load_countries, publish_edition
from eligibility import catalogue
from eligibility.models import Rulebook
from eligibility.services.rulebooks import publish_rulebook
from eligibility.words import BRUSSELS

pytestmark = pytest.mark.django_db

CODES = list(catalogue.shipped_codes())
DAY = dt.timedelta(days=1)
DEADLINE_OF_2020 = dt.datetime(2020, 2, 26, 17, tzinfo=BRUSSELS)


def load_calls(*options):
    out = StringIO()
    call_command("load_calls", *(options or ["--rehearsal"]), stdout=out)
    return out.getvalue().splitlines()


def state():
    """Return every published row; what a second run must not change."""
    return (
        sorted(Rulebook.objects.values_list("call", "version", "sha256")),
        sorted(ReferenceEdition.objects.values_list("call", "version", "sha256")),
        sorted(Call.objects.values_list("code", "title", "deadline")),
        sorted(Country.objects.values_list("code", "name")),
    )


def test_every_shipped_call_is_published():
    said = load_calls()

    assert said == [f"{code}: loaded" for code in CODES]
    for model in (Rulebook, ReferenceEdition):
        published = model.objects.values_list("call", "version")
        assert sorted(published) == [(code, 1) for code in CODES]
    assert Country.objects.count() == 250


@pytest.mark.parametrize(("demo", "loaded"), [(True, True), (False, False)])
def test_rehearsal_opens_in_the_demo_only(settings, demo, loaded):
    settings.DEMO = demo
    call_command("load_calls", stdout=StringIO())

    assert Call.objects.filter(code="rehearsal").exists() is loaded


def test_newer_shipped_rules_replace_older_shipped_ones(monkeypatch):
    load_calls()
    shipped = catalogue.shipped_text
    monkeypatch.setattr(catalogue, "shipped_text", lambda code: f"{shipped(code)}# new")

    said = load_calls("--no-rehearsal")

    assert "2020: loaded" in said
    assert Rulebook.objects.filter(call="2020").count() == 2


def test_newer_shipped_rules_leave_a_correction_alone(monkeypatch):
    load_calls()
    shipped = catalogue.shipped_text
    corrected = shipped("2020").replace("value = 4\n", "value = 5\n")
    publish_rulebook(text=corrected, reason="Read in the guide.")
    monkeypatch.setattr(catalogue, "shipped_text", lambda code: f"{shipped(code)}# new")

    said = load_calls("--no-rehearsal")

    assert (
        "2020: version 2 was corrected here, so the newer shipped rules were left out;"
        " --overrule publishes them"
    ) in said
    assert Rulebook.objects.filter(call="2020").latest("version").text == corrected

    assert "2020: loaded" in load_calls("--no-rehearsal", "--overrule")
    assert Rulebook.objects.filter(call="2020").count() == 3


def shipped_for(monkeypatch, *, deadline, also=""):
    """Ship the rules of 2020 with another deadline, as a newer release would."""
    shipped = catalogue.shipped_text
    day = "[deadline]\ndate = "
    monkeypatch.setattr(
        catalogue,
        "shipped_text",
        lambda code: (
            shipped(code).replace(f"{day}2020-02-26", f"{day}{deadline}") + also
        ),
    )


EARLIER = (
    "2020: version 1 closes on 26 February 2020, 17:00 Brussels time, and the shipped"
    " rules on 25 February 2020, 17:00 Brussels time, so they were left out;"
    " --earlier-deadlines publishes them"
)


def test_newer_shipped_rules_make_no_deadline_earlier_by_themselves(monkeypatch):
    load_calls()
    shipped_for(monkeypatch, deadline="2020-02-25")

    said = load_calls("--no-rehearsal")

    assert [line for line in said if line.startswith("2020:")] == [EARLIER]
    assert Rulebook.objects.filter(call="2020").count() == 1
    assert Call.objects.get(code="2020").deadline == DEADLINE_OF_2020


def test_an_earlier_deadline_that_is_meant_is_published(monkeypatch):
    load_calls()
    shipped_for(monkeypatch, deadline="2020-02-25")

    said = load_calls("--no-rehearsal", "--earlier-deadlines")

    assert "2020: loaded" in said
    assert Call.objects.get(code="2020").deadline == DEADLINE_OF_2020 - DAY


def test_a_later_deadline_asks_for_no_option(monkeypatch):
    load_calls()
    shipped_for(monkeypatch, deadline="2020-02-27")

    assert "2020: loaded" in load_calls("--no-rehearsal")
    assert Call.objects.get(code="2020").deadline == DEADLINE_OF_2020 + DAY


def test_overruling_a_correction_takes_no_extension_back_by_itself(monkeypatch):
    load_calls()
    text = catalogue.shipped_text("2020")
    later = text.replace("2020-02-26", "2020-02-27")
    publish_rulebook(text=later, reason="Extended.")
    shipped_for(monkeypatch, deadline="2020-02-26", also="# new")

    load_calls("--no-rehearsal", "--overrule")

    assert Call.objects.get(code="2020").deadline == DEADLINE_OF_2020 + DAY


def test_established_calls_have_lots_and_2016_has_none():
    load_calls()

    established = Call.objects.established().order_by("code")

    assert [each.code for each in established] == [
        code for code in CODES if code != "2016"
    ]


def test_published_tables_are_the_shipped_ones():
    load_calls()

    for edition in ReferenceEdition.objects.all():
        shipped = catalogue.shipped_tables(edition.call_id)
        assert kept_tables(edition).sha256 == shipped.sha256


def test_a_second_run_changes_nothing():
    load_calls()
    before = state()

    load_calls()

    assert state() == before


def test_a_second_run_writes_nothing(no_writes, django_assert_max_num_queries):
    load_calls()

    with no_writes(), django_assert_max_num_queries(40):
        load_calls()


def test_the_rehearsal_closes_thirty_days_after_the_first_run():
    load_calls()

    rehearsal = Call.objects.get(code="rehearsal")
    today = timezone.localtime(timezone=BRUSSELS).date()
    closes = rehearsal.deadline.astimezone(BRUSSELS)
    assert closes.date() == today + dt.timedelta(days=30)
    assert (closes.hour, closes.minute) == (17, 0)
    assert rehearsal.takes_submissions


@pytest.mark.parametrize(("days", "version"), [(29, 1), (31, 2)])
def test_the_rehearsal_is_renewed_once_it_has_closed(monkeypatch, days, version):
    load_calls()
    first = Call.objects.get(code="rehearsal").deadline
    later = timezone.now() + dt.timedelta(days=days)
    monkeypatch.setattr(timezone, "now", lambda: later)

    load_calls()

    rehearsal = Call.objects.get(code="rehearsal")
    assert rehearsal.rulebooks.count() == version
    assert (rehearsal.deadline > first) is (version == 2)
    assert rehearsal.editions.count() == 1


def test_corrections_stay():
    load_calls()
    call = Call.objects.get(code="2020")
    text = catalogue.shipped_text("2020").replace("value = 4\n", "value = 5\n")
    tables = replace(catalogue.shipped_tables("2020"), rates=())
    publish_rulebook(text=text, reason="Read in the guide.")
    publish_edition(call=call, tables=tables, reason="Read in the guide.")
    load_countries(rows=[("TR", "TR", "Turkey")])
    before = state()

    load_calls()

    assert state() == before
    assert call.rulebooks.get(version=2).text == text
    assert call.editions.get(version=2).sha256 == tables.sha256
    assert Country.objects.get(code="TR").name == "Turkey"


def test_a_country_that_is_missing_is_added():
    load_calls()
    Country.objects.get(code="AQ").delete()

    load_calls()

    assert Country.objects.get(code="AQ").name == "Antarctica"
