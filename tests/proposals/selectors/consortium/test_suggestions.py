"""Suggestions: from the register and earlier alliances, each organisation once."""

import pytest
from django.utils import timezone

from alliances.models import Organisation, Partnership
from alliances.services import register_names
from alliances.services.register import note_names
from proposals.selectors.consortium.suggestions import suggestions_for
from tests.alliances.register_files import (
    GHENT,
    LODZ,
    entry,
    publish,
    read,
    register_csv,
)
from tests.factories import add, make_colleague, make_draft, make_user

pytestmark = pytest.mark.django_db
WIDEST = 4
"""Queries for one word; several words cost one more each at most."""


@pytest.fixture
def draft():
    return make_draft(acronym="NEW")


def register(name, country="BE", kind="", pic=None):
    entry = Organisation.objects.create(
        name=name, country_id=country, types=kind, pic=pic
    )
    note_names(organisations=[entry])
    return entry


def found(draft, text, **options):
    return suggestions_for(draft, draft.alliance.coordinator, text, **options)


def names(draft, text):
    return [each.name for each in found(draft, text)]


def test_entry_of_the_register_fills_everything_and_is_linked(draft):
    entry = register("Université de Gand", "BE", "higher_education", "999000011")

    (each,) = found(draft, "univ")

    assert (each.name, each.country, each.types) == (
        "Université de Gand",
        "BE",
        ("higher_education",),
    )
    assert (each.pic, each.organisation, each.present) == ("999000011", entry.pk, None)
    assert each.note == "Belgium · Higher education · PIC 999000011 · Register"
    assert each.already == ""


@pytest.mark.parametrize(
    "typed",
    ["université", "UNIVERSITE DE", "gand", "gand univ", "de  ga", "universite-de"],
)
def test_accents_case_order_and_signs_do_not_matter(draft, typed):
    register("Université de Gand")
    register("Academy of Gander")

    assert "Université de Gand" in names(draft, typed)


def test_names_that_begin_so_come_before_words_that_do(draft):
    for name in ("Academy of Schools", "Schoolbook Press", "School of Bari"):
        register(name)

    assert names(draft, "school") == [
        "School of Bari",
        "Schoolbook Press",
        "Academy of Schools",
    ]


def test_middle_of_a_word_is_found_among_earlier_partners_last(draft):
    earlier = make_draft(draft.alliance.call, by=draft.alliance.coordinator)
    add(earlier, "Hogeschool Gent")
    register("School of Bari")

    assert names(draft, "school") == ["School of Bari", "Hogeschool Gent"]


@pytest.mark.parametrize("typed", ["", "u", " u ", "é", "…"])
def test_one_letter_asks_nothing(draft, typed, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert found(draft, typed) == ()


@pytest.mark.parametrize("typed", ["999000011", "999 000 011"])
def test_pic_is_found_as_people_copy_it(draft, typed):
    register("Université de Gand", pic="999000011")
    register("999000011 reasons", pic="999000022")
    earlier = make_draft(draft.alliance.call, by=draft.alliance.coordinator)
    add(earlier, "Gent University, earlier", pic="999000011")

    (each,) = found(draft, typed)

    assert set(each.sources) == {"Register", "In SKILLS"}


def test_one_organisation_is_suggested_once_with_all_that_is_known(draft):
    entry = register("Université de Gand", "BE", "", "999000011")
    for acronym in ("FIRST", "SECOND"):
        earlier = make_draft(
            draft.alliance.call, by=draft.alliance.coordinator, acronym=acronym
        )
        add(earlier, "Universite de Gand", "BE", "higher_education")

    (each,) = found(draft, "univ")

    assert (each.organisation, each.pic) == (entry.pk, "999000011")
    assert each.types == ("higher_education",)
    assert sorted(each.sources) == ["In FIRST", "In SECOND", "Register"]


def test_partners_of_strangers_are_never_suggested(draft):
    shared = make_draft(draft.alliance.call, by=make_user(), acronym="SHARED")
    add(shared, "Union of Bari")
    add(make_draft(draft.alliance.call, by=make_user()), "Union of Turin")
    make_colleague(shared, draft.alliance.coordinator)

    (each,) = found(draft, "union")

    assert (each.name, each.sources) == ("Union of Bari", ("In SHARED",))


def test_removed_partners_are_not_suggested(draft):
    earlier = make_draft(draft.alliance.call, by=draft.alliance.coordinator)
    add(earlier, "Union of Bari", removed_at=timezone.now())

    assert found(draft, "union") == ()


def test_who_is_here_already_says_so(draft):
    add(draft, "Union of Bari", None)
    register("Union of Bari", "IT")

    (each,) = found(draft, "union")

    assert (each.already, each.country, each.sources) == (
        "already P1",
        "IT",
        ("Register",),
    )
    assert each.note == "Italy · Type not stated · Register"
    assert found(draft, "union", but=1)[0].already == ""


def test_eight_are_suggested_at_most(draft):
    for number in range(9):
        register(f"School number {number}")

    assert len(found(draft, "school")) == 8


def test_many_words_of_one_name_are_one_suggestion(draft):
    register("Uni union universal unite")

    assert names(draft, "uni") == ["Uni union universal unite"]


def test_queries_stay_the_same_however_many_there_are(draft, django_assert_num_queries):
    for round_ in range(3):
        earlier = make_draft(draft.alliance.call, by=draft.alliance.coordinator)
        for number in range(20):
            add(earlier, f"School {round_} of {number}")
            register(f"School {number} in {round_}")
            add(draft, f"School here {round_} {number}")
        with django_assert_num_queries(WIDEST):
            found(draft, "school")
        # They do not fill the list, so that names that wait are asked for.
        with django_assert_num_queries(WIDEST + 2):
            found(draft, "school of he")


def test_common_words_together_are_found_by_the_rare_one(draft, monkeypatch):
    monkeypatch.setattr("proposals.selectors.consortium.suggestions.COMMON", 2)
    for name in ("School of Bari", "School of Turin", "School of Ghent"):
        register(name)

    assert names(draft, "school turin") == ["School of Turin"]
    assert names(draft, "school of") == [
        "School of Bari",
        "School of Ghent",
        "School of Turin",
    ]


def test_country_of_an_earlier_partner_may_be_unknown(draft):
    earlier = make_draft(draft.alliance.call, by=draft.alliance.coordinator)
    add(earlier, "Union of Bari", None)

    assert found(draft, "union")[0].note == (
        "Country not stated · Type not stated · In SKILLS"
    )
    assert Partnership.objects.count() == 1


@pytest.fixture
def _names_wait(monkeypatch):
    monkeypatch.setattr(register_names, "FEW", 0)


@pytest.mark.usefixtures("_names_wait")
@pytest.mark.parametrize("typed", ["hoge", "Gent", "gent hoge", "999000001"])
def test_names_that_wait_to_be_searchable_are_found_as_they_are_written(draft, typed):
    publish(read(register_csv(GHENT, LODZ)))

    assert names(draft, typed) == ["Hogeschool Gent"]


@pytest.mark.usefixtures("_names_wait")
def test_name_that_ended_or_changed_is_not_found_while_names_wait(draft):
    entry("999000001", "Old name")
    entry("999000009", "Old and gone")
    publish(read(register_csv(GHENT), is_whole=True))

    assert names(draft, "old") == []
