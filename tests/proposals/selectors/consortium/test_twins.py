"""One organisation twice: asked about by likeness, never by force."""

import pytest

from alliances.models import Partnership
from proposals.models import Distinction
from proposals.selectors.consortium.likeness import (
    Why,
    likeness,
    likeness_of,
    pair_digest,
)
from proposals.selectors.consortium.twins import (
    earlier_twins,
    pairs_of,
    question_of,
    told_apart,
    twin_sentences,
)
from tests.factories import add, make_draft

SAME = "999000011"


@pytest.fixture
def draft(db):  # noqa: ARG001  # the rows
    draft = make_draft()
    add(draft, "École de Gand", "BE")
    add(draft, "School of Ghent", "BE", pic=SAME)
    return draft


def tell_apart(draft, first: int, second: int) -> None:
    rows = [Partnership.objects.get(number=each) for each in (first, second)]
    Distinction.objects.create(
        alliance=draft.alliance,
        first=rows[0],
        second=rows[1],
        stated=pair_digest(*map(likeness_of, rows)),
        by=draft.alliance.coordinator,
    )


def pairs(draft) -> list[tuple[str, str, Why, bool]]:
    found = pairs_of(Partnership.objects.all(), told_apart(draft))
    return [(p.later.label, p.earlier.label, p.why, p.is_certain) for p in found]


@pytest.mark.parametrize(
    ("stated", "sentences"),
    [
        (
            {"name": "ecole DE gand", "country": "BE"},
            (
                "P1 École de Gand has the same name.",
                "P2 School of Ghent has a similar name.",
            ),
        ),
        (
            {"name": "Anything", "pic": "999 000 011"},
            ("P2 School of Ghent has the same PIC.",),
        ),
        (
            {"name": "School of Ghent, Faculty of Arts", "pic": "999 000 022"},
            ("P1 École de Gand: one may be a part of the other.",),
        ),
        ({"name": "École de Gand", "country": "FR", "pic": ""}, ()),
        ({"name": None, "country": None, "pic": None}, ()),
    ],
)
def test_form_is_asked_about_each_twin(draft, stated, sentences):
    assert twin_sentences(draft, stated, but=None) == sentences


def test_partner_is_no_twin_of_itself(draft):
    Partnership.objects.get(number=2).delete()

    assert twin_sentences(draft, {"name": "École de Gand"}, but=1) == ()


def test_form_is_not_asked_about_what_was_answered(draft):
    tell_apart(draft, 1, 2)
    stated = {"name": "École de Gand", "country": "BE"}

    assert twin_sentences(draft, stated, but=1) == ()
    assert twin_sentences(draft, stated | {"country": ""}, but=1) == (
        "P2 School of Ghent has a similar name.",
    )


def test_who_left_is_nobodys_twin(draft):
    Partnership.objects.filter(number=1).update(confirmation="declined")

    assert pairs(draft) == []
    assert twin_sentences(draft, {"name": "École de Gand", "pic": "9" * 9}, but=2) == ()


def test_later_row_is_asked_whether_it_is_the_one_it_resembles_most(draft):
    add(draft, "Ecole de Gand", None)
    add(draft, "Hogeschool", "BE", pic=SAME)
    add(draft, "École de Gand", "FR")

    # The row without a country could be either; the French one resembles it.
    assert pairs(draft) == [
        ("P2", "P1", Why.ALIKE, False),
        ("P3", "P1", Why.SAME_NAME, False),
        ("P4", "P2", Why.SAME_PIC, True),
        ("P5", "P3", Why.SAME_NAME, False),
    ]


def test_pair_told_apart_is_asked_about_no_more_until_one_changes(draft):
    tell_apart(draft, 1, 2)
    assert (pairs(draft), question_of(draft)) == ([], "")

    Partnership.objects.filter(number=2).update(name="School of Ghentt")

    assert pairs(draft) == [("P2", "P1", Why.ALIKE, False)]


def test_clause_says_how_many_are_asked_about(draft, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert question_of(draft) == "1 partner looks like another one."
    add(draft, "Ecole de Gent", "BE")
    add(draft, "Hogeschool", "BE", pic=SAME)

    with django_assert_num_queries(2):
        assert question_of(draft) == "2 partners look like others."


def test_row_of_unknown_country_is_asked_about_all_and_asked_by_all():
    stated = [
        likeness("TU Wien", "AT", ""),
        likeness("Technische Universität Wien", "", ""),
        likeness("Vienna University of Technology", "AT", ""),
    ]

    assert earlier_twins(stated) == {1: (0, Why.ALIKE), 2: (0, Why.ALIKE)}


def test_twins_are_those_of_comparing_each_row_with_all_before_it():
    names = ("TU Wien", "Technische Universität Wien", "Wien, Campus 5", "Škola 12")
    stated = [
        likeness(name, country, pic)
        for pic in ("", SAME)
        for country in ("AT", "", "BE")
        for name in (*names, "School", "")
    ]
    told_apart = {pair_digest(stated[0], stated[1])}

    by_all = {
        later: [
            (why, earlier)
            for earlier in range(later)
            if (why := stated[later].why(stated[earlier]))
            and pair_digest(stated[later], stated[earlier]) not in told_apart
        ]
        for later in range(len(stated))
    }

    assert earlier_twins(stated, told_apart) == {
        later: min(found)[::-1] for later, found in by_all.items() if found
    }


def test_more_rows_than_an_alliance_holds_are_compared_by_pic_and_name_only():
    alike = [likeness("TU Wien", "AT", ""), likeness("TU Vienna", "AT", "")]
    same = [likeness("Forge", "BE", ""), likeness("forge", "BE", "")]
    others = [likeness(f"Organisation {n}", "BE", "") for n in range(296)]

    assert earlier_twins(alike + same + others) == {
        1: (0, Why.ALIKE),
        3: (2, Why.SAME_NAME),
    }
    assert earlier_twins(alike + same + others + others[:1]) == {
        3: (2, Why.SAME_NAME),
        300: (4, Why.SAME_NAME),
    }


def test_a_part_is_asked_what_all_are_asked_about_it(draft):
    add(draft, "Ecole de Gand", "BE")
    add(draft, "Ghent School", "BE", pic=SAME)
    rows = list(Partnership.objects.order_by("number"))
    whole = pairs_of(rows, told_apart(draft))

    for row in rows:
        (*asked,) = pairs_of(rows, told_apart(draft), [row])
        assert asked == [each for each in whole if each.later == row]
    assert len(whole) > 1
