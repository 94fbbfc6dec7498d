"""The choices of the partner form, with what each means under the call."""

import pytest
from django.utils import timezone

from alliances.enums import PartnerType
from proposals.selectors.partners import partner_choices
from tests.factories import make_draft, make_eligible_draft, publish_shipped_call

pytestmark = pytest.mark.django_db


def names(draft, heading):
    return dict(dict(partner_choices(draft).countries)[heading])


def test_countries_stand_under_what_they_are():
    countries = partner_choices(make_draft()).countries

    assert [heading for heading, _those in countries] == [
        "Programme countries",
        "Partner countries",
        "No status under this call",
    ]
    assert [len(those) for _heading, those in countries] == [11, 1, 1]


def test_country_says_its_code_its_status_and_its_other_names():
    programme = names(make_draft(), "Programme countries")

    assert programme["GR"] == "Greece (EL) – Programme country"
    assert programme["GB"] == "United Kingdom, Great Britain (UK) – Programme country"
    assert programme["CZ"] == "Czechia, Czech Republic (CZ) – Programme country"


def test_territory_says_for_whom_it_counts():
    draft = make_draft(publish_shipped_call("2020"))
    everywhere = {
        code: line
        for _heading, those in partner_choices(draft).countries
        for code, line in those
    }

    assert everywhere["AW"].endswith(", counts as NL")
    assert everywhere["GL"].endswith(", counts as DK")
    assert "counts as" not in everywhere["NL"]


def test_countries_are_sorted_by_plain_letters():
    draft = make_draft(publish_shipped_call("2020"))

    for _heading, those in partner_choices(draft).countries:
        firsts = [line[0] for _code, line in those if line[0].isascii()]
        assert firsts == sorted(firsts)


def test_role_of_applicant_says_who_steps_back():
    draft = make_eligible_draft()
    present = draft.alliance.partnerships.get(number=1)

    def applicant(**but):
        (role,) = (
            each
            for each in partner_choices(draft, **but).roles
            if each.value == "applicant"
        )
        return role.consequence

    words = "Applies on behalf of all; counts as a full partner."
    assert applicant(but=present) == words
    assert applicant() == f"{words} P1 University of Soria steps back to full partner."


def test_every_type_stands_under_what_it_counts_towards():
    groups = dict(partner_choices(make_draft()).types)

    assert list(groups)[-1] == "Count in neither group"
    assert sorted(each for those in groups.values() for each in those) == sorted(
        PartnerType.values
    )
    labour, education, _neither = groups.values()
    assert (set(labour), set(education)) == (
        {"sme", "sector_body"},
        {"higher_education", "vet_provider"},
    )


def test_removed_applicant_steps_back_for_nobody():
    draft = make_eligible_draft()
    draft.alliance.partnerships.filter(number=1).update(removed_at=timezone.now())

    consequences = [each.consequence for each in partner_choices(draft).roles]

    assert not [words for words in consequences if "steps back" in words]
