import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from proposals.documents.official_package import official_package
from proposals.documents.pack import pack_html, pack_page
from proposals.snapshots import FrozenCopy
from tests.proposals.documents.applications import application, charter, partner
from tests.proposals.documents.filled import filled

NUMBERS = {
    "organisations": 2,
    "composition": 3,
    "answers": 4,
    "plan": 5,
    "budget": 6,
    "mobility": 7,
}


@pytest.fixture(scope="module")
def content():
    return filled(share=0.02)


def documents(frozen, numbers=None):
    package = official_package(frozen, NUMBERS if numbers is None else numbers)
    return {each.name: (each.feeds, each.state) for each in package.documents}


def totals(frozen):
    return {each.name: each for each in official_package(frozen, NUMBERS).totals}


def signed(frozen, kind):
    at = dt.datetime(2020, 2, 20, 23, 30, tzinfo=dt.UTC)
    first, *others = frozen.partners
    first = replace(first, signed=FrozenCopy(kind, "0" * 64, "", at))
    return replace(frozen, partners=(first, *others))


def test_each_document_names_the_sections_that_feed_it(content):
    feeds = {name: feeds for name, (feeds, _state) in documents(content).items()}

    assert feeds == {
        "eForm": "Sections 2, 6, 7",
        "Detailed project description": "Sections 3, 4, 5",
        "Detailed budget tables and work packages overview": "Sections 5, 6, 7",
        "Declaration on honour": "Section 2",
    }


def test_sections_a_pack_lacks_are_not_named():
    bare = {"organisations": 2, "composition": 3}

    assert documents(charter(), bare)["Detailed project description"][0] == "Section 3"


def test_organisations_without_a_pic_are_named():
    stated = [partner("A", pic="999999999"), partner("B", pic=""), partner("C", pic="")]

    assert documents(application(stated))["eForm"][1] == "Without a PIC: P2, P3."
    assert documents(application(stated[:1]))["eForm"][1] == (
        "Every organisation has a PIC."
    )


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        ("declaration", "A signed copy is there, uploaded on 21 February 2020."),
        ("mandate", "No signed copy is there."),
    ],
)
def test_declaration_says_whether_a_signed_copy_is_there(content, kind, state):
    assert documents(signed(content, kind))["Declaration on honour"][1] == state
    assert documents(content)["Declaration on honour"][1] == "No signed copy is there."


def test_amounts_of_the_budget_come_split_by_standing(content):
    found = totals(content)
    names = [
        "Grant requested",
        "Implementation support",
        "Mobility: travel",
        "Mobility: subsistence",
    ]

    def euro(words):
        return Decimal(words.removeprefix("€").replace(",", ""))

    for name in names:
        row = found[name]
        assert euro(row.amount) == euro(row.programme) + euro(row.partner), name
    parts = [euro(found[name].amount) for name in names[1:]]
    assert euro(found["Grant requested"].amount) == sum(parts)


def test_grant_that_differs_from_the_facts_is_said_beside_it(content):
    grant = totals(content)["Grant requested"]
    same = replace(
        content,
        grant_requested_eur=Decimal(grant.amount.removeprefix("€").replace(",", "")),
    )
    unstated = replace(content, grant_requested_eur=None)

    assert grant.note == "The facts of this application say €3,900,000."
    assert totals(same)["Grant requested"].note == ""
    assert totals(unstated)["Grant requested"].note == ""
    assert {
        each.note for name, each in totals(content).items() if name != grant.name
    } == {""}


def test_what_there_is_none_of_has_no_row():
    bare = totals(replace(charter(), duration_months=None, budget=None))

    assert set(bare) <= {
        "Full partners, with the applicant",
        "Affiliated entities",
        "Associated partners",
    }


def test_work_packages_duration_and_days_are_counted(content):
    found = totals(content)

    assert found["Work packages"].amount == "10"
    assert found["Duration"].amount == "48 months"
    assert found["Working days"].stands_in == "budget tables, description"


def test_who_left_is_not_counted():
    stated = [
        partner("A", role="applicant"),
        partner("B"),
        partner("C", confirmation="declined"),
    ]

    found = totals(application(stated))

    assert found["Full partners, with the applicant"].amount == "2"


def test_section_says_that_the_list_is_unverified():
    html = pack_html(pack_page(charter(), digest="0" * 64))

    assert "The official documents" in html
    assert "sister action Knowledge Alliances" in html
