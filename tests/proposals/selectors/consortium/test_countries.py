"""Countries in the partner form: under their status, found by every name."""

import pytest
from django.utils import translation

from alliances.models import Country
from proposals.selectors.consortium.countries import country_groups
from proposals.snapshots.reference import current_reference
from tests.factories import make_call, publish_shipped_call

pytestmark = pytest.mark.django_db


def groups(call):
    return dict(country_groups(current_reference({call.code})[call.code]))


def everywhere(call):
    return {each.iso: each for those in groups(call).values() for each in those}


def test_countries_stand_under_what_they_are():
    assert {heading: len(those) for heading, those in groups(make_call()).items()} == {
        "Programme countries": 11,
        "Partner countries": 1,
        "No status under this call": 1,
    }


def test_country_says_its_code_and_its_status():
    labels = {iso: each.label for iso, each in everywhere(make_call()).items()}

    assert labels["GR"] == "Greece (EL) – Programme country"
    assert labels["GB"] == "United Kingdom (UK) – Programme country"
    assert labels["GE"] == "Georgia (GE) – Partner country"
    assert labels["AQ"] == "Antarctica (AQ) – no status"


def test_country_is_known_by_former_and_native_names_and_both_codes():
    others = {
        iso: each.others
        for iso, each in everywhere(publish_shipped_call("2020")).items()
    }

    assert others["CZ"][:2] == ("Czech Republic", "Česko")
    assert others["TR"][0] == "Turkey"
    assert others["GR"][:3] == ("Hellas", "Hellenic Republic", "Ελλάδα")
    assert others["GR"][-1] == "GR"
    assert others["BE"] == ("België", "Belgique", "Belgien", "Белгија", "Belgija")


def test_country_says_what_follows_from_its_status():
    standings = {iso: each.standing for iso, each in everywhere(make_call()).items()}

    assert standings["BE"] == "Programme country under this call"
    assert standings["GE"] == (
        "Partner country under this call: counts towards no minimum"
    )
    assert standings["AQ"] == "No status under this call: counts towards no minimum"


def test_territory_says_for_whom_it_counts():
    places = everywhere(publish_shipped_call("2020"))

    assert places["AW"].label.endswith(", counts as NL")
    assert places["GL"].standing.endswith(", counts as DK")
    assert "counts as" not in places["NL"].label


def test_countries_are_sorted_by_plain_letters():
    for those in groups(publish_shipped_call("2020")).values():
        firsts = [each.name[0] for each in those if each.name[0].isascii()]
        assert firsts == sorted(firsts)


def test_a_country_off_the_list_is_offered_only_where_a_partner_is_in_it():
    call = make_call()
    Country.objects.filter(code__in=["RS", "GE"]).update(is_listed=False)

    offered = country_groups(current_reference({call.code})["open"], kept=["RS", None])

    codes = {each.iso for _heading, those in offered for each in those}
    assert ("RS" in codes, "GE" in codes, len(codes)) == (True, False, 12)


def test_countries_stand_in_the_order_of_the_reader():
    call = publish_shipped_call("2020")

    with translation.override("sr"):
        programme, *_rest = groups(call).values()

    names = [each.name for each in programme]
    assert [each for each in names if each[0] in "ИШ"] == [  # Serbian
        *("Ирска", "Исланд", "Италија"),  # Serbian
        *("Шведска", "Шпанија"),  # Serbian
    ]
