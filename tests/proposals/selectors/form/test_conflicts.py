"""Two people, one field: only what differs is shown, in the words of the page."""

from decimal import Decimal

import pytest

from proposals.forms.facts import FactsForm, facts_values
from proposals.selectors.drafts.facts import fact_choices
from proposals.selectors.form.conflicts import fact_differences, partner_differences
from tests.factories import add, make_draft

pytestmark = pytest.mark.django_db


def typed_facts(draft, **changes):
    choices = fact_choices(draft)
    form = FactsForm(facts_values(draft, choices) | changes, choices=choices)
    assert form.is_valid(), form.errors
    return form


def lines(differences):
    return [(each.field, each.theirs, each.yours) for each in differences]


def test_equal_facts_have_no_difference():
    draft = make_draft()

    assert fact_differences(draft, typed_facts(draft)) == ()


def test_every_fact_is_compared_in_words():
    draft = make_draft()
    form = typed_facts(
        draft,
        acronym="CRAFT",
        title="",
        project_type="large",
        sector="cybersecurity",
        duration_months="",
        grant_requested_eur="1,000.5",
    )

    assert lines(fact_differences(draft, form)) == [
        ("Acronym", "SKILLS", "CRAFT"),
        ("Title", "Skills for all", "nothing"),
        ("Project type", "Standard", "Large"),
        ("Sector", "Cultural heritage", "Cybersecurity"),
        ("Duration", "48 months", "nothing"),
        ("Grant requested", "€3,900,000", "€1,000.50"),
    ]


def test_what_was_empty_is_said_to_be_nothing():
    draft = make_draft(grant_requested_eur=None)
    form = typed_facts(draft, grant_requested_eur="1000")
    draft.grant_requested_eur = None

    assert lines(fact_differences(draft, form)) == [
        ("Grant requested", "nothing", "€1,000")
    ]
    draft.grant_requested_eur = Decimal("1000.00")
    assert fact_differences(draft, form) == ()


def test_partner_is_compared_in_words():
    partner = add(make_draft(), "Chamber of Ghent", "BE", "sector_body")
    typed = {
        "name": "Chamber of Sofia",
        "country": "",
        "role": "associated_partner",
        "types": ["sme", "sector_body"],
        "pic": "123456789",
        "added_value": "Ports.",
    }

    assert lines(partner_differences(partner, typed)) == [
        ("Organisation", "Chamber of Ghent", "Chamber of Sofia"),
        ("Country", "Belgium", "nothing"),
        ("Role", "Full partner", "Associated partner"),
        ("Type", "Sector body", "Small or medium enterprise or Sector body"),
        ("PIC", "nothing", "123456789"),
        ("Essential added value", "nothing", "Ports."),
    ]


def test_equal_partner_has_no_difference():
    partner = add(make_draft(), "Chamber of Ghent", "BE", "sector_body")
    typed = {
        "name": "Chamber of Ghent",
        "country": "BE",
        "role": "full_partner",
        "types": ["sector_body"],
        "pic": "",
        "added_value": "",
    }

    assert partner_differences(partner, typed) == ()
