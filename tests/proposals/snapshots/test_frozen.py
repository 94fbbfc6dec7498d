"""Frozen applications: the same bytes for the same content, and nothing lost."""

import datetime as dt
import hashlib
import json
from decimal import Decimal
from pathlib import Path

import pytest

from alliances.services.reference import publish_edition
from eligibility.catalogue import published_rulebook
from eligibility.services.assess import assess
from proposals.models import Proposal
from proposals.snapshots import (
    FrozenAnswer,
    FrozenSubmission,
    freeze,
    receipt_in,
    take,
    thaw,
    without_withdrawal_test,
)
from tests.factories import (
    PROGRAMME,
    add,
    confirm_by_link,
    make_draft,
    make_eligible_draft,
    tables_where,
)

pytestmark = pytest.mark.django_db

FIRST_FORMAT = Path(__file__).with_name("application-1.json")
"""A submission as it was frozen before answers, plan and budget were."""
MOMENT = dt.datetime(2026, 12, 1, 16, 59, 59, tzinfo=dt.UTC)


def report_on(proposal):
    call = proposal.alliance.call
    return assess(
        snapshot=take(proposal),
        rulebook=published_rulebook(proposal.rulebook),
        on=call.opens_on,
    )


def frozen(proposal, **values):
    return freeze(
        proposal, snapshot=take(proposal), report=report_on(proposal), **values
    )


def test_everything_comes_back():
    proposal = make_eligible_draft(sector="CYBERSECURITY")
    report = report_on(proposal)
    alliance = proposal.alliance

    snapshot = take(proposal)
    application = thaw(freeze(proposal, snapshot=snapshot, report=report))

    assert (application.acronym, application.title) == ("SKILLS", "Skills for all")
    assert (application.call_code, application.call_title) == ("open", "Call open")
    assert application.call_reference == "EAC/A00/0000"
    assert application.deadline == alliance.call.deadline
    assert (application.lot_code, application.lot_number) == ("lot-2", 2)
    assert application.lot_title == "Blueprint"
    assert application.project_type_title == "Standard"
    assert application.sector_title == "Cybersecurity"
    assert application.duration_months == 48
    assert application.grant_requested_eur == Decimal("3900000.00")
    assert application.report == report
    assert application.submission is None
    assert application.engine_version == 2


def test_programme_countries_are_those_of_the_edition():
    assert thaw(frozen(make_draft())).programme_countries == tuple(sorted(PROGRAMME))


def test_content_from_before_the_map_is_still_read():
    data = json.loads(frozen(make_eligible_draft()))
    del data["programme_countries"]

    assert thaw(json.dumps(data)).programme_countries == ()


def test_nothing_stated_comes_back_as_nothing():
    proposal = make_draft(
        lot="lot-1", sector="", duration_months=None, grant_requested_eur=None
    )

    application = thaw(frozen(proposal))

    assert application.sector_title == ""
    assert (application.duration_months, application.grant_requested_eur) == (
        None,
        None,
    )
    assert application.partners == ()


def test_code_of_an_activity_is_frozen_with_its_title():
    application = thaw(frozen(make_draft(lot="lot-1", sector="62.01")))

    assert application.sector_title == "62.01 Computer programming activities"


def test_sector_outside_the_list_stays_as_stated():
    assert thaw(frozen(make_draft(sector="Falconry"))).sector_title == "Falconry"


def test_receipt_comes_back_with_its_microseconds():
    received_at = MOMENT.replace(microsecond=123456)
    receipt = FrozenSubmission("000001-EPP-1-2026-1-ES-EPPKA2-SSA", received_at)

    application = thaw(frozen(make_eligible_draft(), submission=receipt))

    assert application.submission == receipt


def test_same_content_gives_the_same_bytes():
    proposal = make_eligible_draft()
    receipt = FrozenSubmission("1", MOMENT)
    elsewhere = FrozenSubmission(
        "1", MOMENT.astimezone(dt.timezone(dt.timedelta(hours=5)))
    )

    first = frozen(proposal, submission=receipt)
    again = frozen(
        Proposal.objects.select_related("alliance").get(), submission=elsewhere
    )

    assert first == again


def test_text_is_canonical_json():
    text = frozen(make_eligible_draft(applicant="Škola"))

    data = json.loads(text)
    assert text == json.dumps(
        data, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    assert "Škola" in text
    assert data["format"] == "ssa-application/2"
    assert data["grant_requested_eur"] == "3900000.00"


def test_standing_is_that_of_the_report():
    proposal = make_draft()
    add(proposal, "Tbilisi", "GE")
    snapshot, report = take(proposal), report_on(proposal)
    publish_edition(
        call=proposal.alliance.call,
        tables=tables_where("GE", "programme"),
        reason="A correction.",
    )

    (partner,) = thaw(freeze(proposal, snapshot=snapshot, report=report)).partners

    assert partner.standing == "partner"


@pytest.mark.parametrize("text", ["{}", '{"format": "ssa-application/3"}'])
def test_another_format_is_not_read(text):
    with pytest.raises(ValueError, match="not ssa-application/2"):
        thaw(text)


def test_content_of_the_first_format_is_still_read():
    text = FIRST_FORMAT.read_text(encoding="utf-8")

    application = thaw(text)

    assert hashlib.sha256(text.encode()).hexdigest() == (
        "f7a373ec8bc19eee8f317851abd860d215bd29b9a3112e63299f987928a94d2c"
    )
    assert without_withdrawal_test(text) == text
    assert application.title == "Skills for <all> & more"
    assert [each.name for each in application.partners] == [
        "University of Soria",
        "Chamber of Ghent",
        "School of Plovdiv",
        "Tbilisi State University",
    ]
    assert application.partners[1].given == FrozenAnswer(
        "Anna Kovács", "Vice-rector", dt.datetime(2026, 11, 1, 9, 30, tzinfo=dt.UTC)
    )
    assert application.submission == FrozenSubmission(
        "000001-EPP-1-2026-1-ES-EPPKA2-SSA-B", MOMENT.replace(microsecond=123456)
    )
    assert application.report.outcome.value == "met"
    assert (application.form, application.plan, application.budget) == (None, (), None)
    assert json.loads(receipt_in(text))["engine_version"] == 2


@pytest.mark.parametrize("partners", [1, 3, 100])
def test_size_does_not_change_the_number_of_queries(
    partners, django_assert_num_queries
):
    proposal = make_draft()
    for number in range(partners):
        confirm_by_link(add(proposal, f"School {number}"))
    snapshot, report = take(proposal), report_on(proposal)
    freeze(proposal, snapshot=snapshot, report=report)

    with django_assert_num_queries(7):
        text = freeze(proposal, snapshot=snapshot, report=report)

    assert len(thaw(text).partners) == partners


def test_added_value_and_the_rest_are_frozen_with_whoever_is_in_a_partner_country():
    proposal = make_eligible_draft()
    before = frozen(proposal)
    add(proposal, "Tbilisi", "GE", added_value="Ports.")

    after = frozen(proposal)

    assert "added_value" not in before
    assert thaw(before).without_partner_countries == ""
    assert [each.added_value for each in thaw(after).partners] == ["", "", "", "Ports."]
    assert thaw(after).without_partner_countries == "met"
    assert json.loads(after)["inputs"]["participants"][3]["has_added_value"] is True


def test_who_left_is_no_reason_to_look_at_the_rest():
    proposal = make_eligible_draft()
    add(proposal, "Tbilisi", "GE", confirmation="declined")

    assert thaw(frozen(proposal)).without_partner_countries == ""
