"""The form of facts: amounts however they are typed, and what the Lot offers."""

from decimal import Decimal

import pytest

from proposals.forms.facts import FactsForm, facts_values, parse_amount
from proposals.selectors.drafts.facts import fact_choices, project_types_of
from tests.factories import make_draft, publish_shipped_call


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("3900000", "3900000.00"),
        ("3,900,000", "3900000.00"),
        ("3.900.000", "3900000.00"),
        ("3 900 000", "3900000.00"),
        ("3\u00a0900\u202f000", "3900000.00"),
        ("3'900'000", "3900000.00"),
        ("3\u2019900\u2019000", "3900000.00"),
        ("  3 900 000,50 €\n", "3900000.50"),
        ("3.900.000,00", "3900000.00"),
        ("3,900,000.5", "3900000.50"),
        ("€3,900,000", "3900000.00"),
        ("3900000 EUR", "3900000.00"),
        ("eur 3900000,50", "3900000.50"),
        # Three digits after a sign are thousands, one or two are cents.
        ("3,900", "3900.00"),
        ("3.900", "3900.00"),
        ("3,90", "3.90"),
        ("3.9", "3.90"),
        ("0", "0.00"),
        ("0.01", "0.01"),
    ],
)
def test_amount_is_understood(typed, amount):
    assert str(parse_amount(typed)) == amount


@pytest.mark.django_db
def test_a_title_is_one_line_however_it_was_pasted():
    form = FactsForm(
        {"title": "Hands for the railway\r\n\r\n  of tomorrow\n"},
        choices=fact_choices(make_draft()),
    )

    form.is_valid()

    assert form.cleaned_data["title"] == "Hands for the railway of tomorrow"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "EUR",
        "much",
        "-1",
        "+1",
        "1e6",
        "3.9M",
        "NaN",
        "Infinity",
        "0x10",
        "3,900,00",
        "3,9000",
        "39,00,000",
        "3900,000",
        "3.900,000.00",
        "3,900,000,00",
        "1.2.3",
        ".5",
        "5.",
        "3_900_000",
        # Cells of a sheet that were pasted together, and figures that lost a digit.
        "5\t3",
        "5 3",
        "12\t300",
        "12\n300",
        "3 900 00",
        "39 00 000",
        "٣٩٠٠٠٠٠",
        "\uff13\uff19\uff10\uff10",
        "²",
    ],
)
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(ValueError, match=r".*"):
        parse_amount(typed)


@pytest.fixture
def draft():
    return make_draft(publish_shipped_call("2020"))


def filled(draft, **changes):
    choices = fact_choices(draft)
    values = facts_values(draft, choices)
    values["duration_months"] = values["duration_months"] or ""
    return FactsForm(values | changes, choices=choices)


@pytest.mark.django_db
def test_stated_facts_survive_showing_and_saving(draft):
    form = filled(draft)

    assert form.is_valid(), form.errors
    facts = form.facts(project_types_of(draft))
    assert (facts.acronym, facts.title) == ("SKILLS", "Skills for all")
    assert facts.project_type == draft.alliance.project_type
    assert (facts.sector, facts.duration_months) == ("cultural-heritage", 48)
    assert facts.grant_requested_eur == Decimal("3900000.00")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "is_taken"),
    [
        ("9,999,999,999.98", True),
        ("9,999,999,999.99", True),
        ("10,000,000,000.00", False),
        ("9" * 400, False),
    ],
)
def test_amount_fits_the_column_or_is_refused(draft, typed, is_taken):
    form = filled(draft, grant_requested_eur=typed)

    assert form.is_valid() is is_taken
    refused = {} if is_taken else {"grant_requested_eur"}
    assert set(form.errors) == set(refused)


@pytest.mark.django_db
def test_grant_may_be_left_open(draft):
    form = filled(draft, grant_requested_eur="  ")

    assert form.is_valid(), form.errors
    assert form.cleaned_data["grant_requested_eur"] is None


@pytest.mark.django_db
def test_every_refusal_says_what_to_do(draft):
    form = filled(draft, acronym=" ", project_type="", grant_requested_eur="much")

    assert {name: list(errors) for name, errors in form.errors.items()} == {
        "acronym": ["Enter an acronym."],
        "project_type": ["Choose a project type."],
        "grant_requested_eur": [
            "Write an amount in EUR, such as 3,900,000 or 3.900.000,00."
        ],
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"project_type": "unheard-of"},
        {"sector": "unheard-of"},
        {"duration_months": "47"},
        {"duration_months": "٤٨"},
        {"facts_version": "one"},
        {"acronym": "A" * 500},
    ],
)
def test_what_no_control_offers_is_refused(draft, change):
    form = filled(draft, **change)

    assert set(form.errors) == set(change)


@pytest.mark.django_db
def test_stated_grant_is_shown_as_people_write_it(draft):
    values = facts_values(draft, fact_choices(draft))

    assert values["grant_requested_eur"] == "€3,900,000"
