"""Two statements, one organisation? PICs decide, names and countries suggest."""

import itertools

import pytest

from eligibility.core import Participant, Place, Role, Standing, merge_rows
from proposals.selectors.consortium.likeness import Why, likeness, pair_digest

SAME, OTHER = "999000011", "999000022"

PAIRS = [
    (("École", "FR", ""), ("ecole", "FR", ""), Why.SAME_NAME),
    (("École", "FR", ""), ("ecole", "BE", ""), None),
    (("École", "FR", ""), ("ecole", "", ""), Why.SAME_NAME),
    (("École", "FR", SAME), ("School", "BE", SAME), Why.SAME_PIC),
    (("École", "FR", SAME), ("École", "FR", OTHER), None),
    (("École", "FR", SAME), ("École", "FR", ""), Why.SAME_NAME),
    (("…", "FR", ""), ("!", "FR", ""), None),
    (("TU Wien", "AT", ""), ("Technische Universität Wien", "AT", ""), Why.ALIKE),
    (("TU Wien", "AT", ""), ("Technische Universität Wien", "", ""), Why.ALIKE),
    (("TU Wien", "AT", ""), ("Technische Universität Wien", "DE", ""), None),
    (("TU Wien", "AT", SAME), ("Technische Universität Wien", "AT", OTHER), None),
    (("TU Wien, Institut für Physik", "AT", ""), ("TU Wien", "AT", SAME), Why.PART),
]


@pytest.mark.parametrize(("one", "other", "why"), PAIRS)
def test_names_and_countries_suggest_and_two_pics_decide(one, other, why):
    assert likeness(*one).why(likeness(*other)) is why
    assert likeness(*other).why(likeness(*one)) is why


@pytest.mark.parametrize(("one", "other", "why"), PAIRS)
def test_only_what_is_stated_the_same_may_be_linked_unasked(one, other, why):
    may_be = why in {Why.SAME_PIC, Why.SAME_NAME}

    assert likeness(*one).may_be(likeness(*other)) is may_be


def row(name: str, country: str, pic: str) -> Participant:
    place = Place(country, country, Standing.PROGRAMME) if country else None
    return Participant(name, place, Role.FULL_PARTNER, pic=pic or None)


def test_counted_once_is_what_the_engine_merges():
    stated = {each for one, other, _why in PAIRS for each in (one, other)}
    stated |= {("ÉCOLE ", "FR", ""), (" école", "FR", SAME), ("École", "", "")}

    for one, other in itertools.product(stated, repeat=2):
        organisations, _merged = merge_rows([row(*one), row(*other)])
        is_once = likeness(*one).is_counted_once_with(likeness(*other))
        if one != other:
            assert is_once is (len(organisations) == 1), (one, other)


def test_digest_of_a_pair_has_no_direction_and_forgets_nothing():
    one, other = likeness("A", "FR", SAME), likeness("B", "", "")

    assert pair_digest(one, other) == pair_digest(other, one)
    for changed in (("C", "FR", SAME), ("A", "BE", SAME), ("A", "FR", "")):
        assert pair_digest(likeness(*changed), other) != pair_digest(one, other)
