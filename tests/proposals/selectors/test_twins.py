"""One organisation twice: asked about by likeness, never by force."""

import pytest

from alliances.models import Partnership
from proposals.selectors.twins import first_twins, likeness, twin_sentences
from tests.factories import add, make_draft

SAME, OTHER = "999000011", "999000022"


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        (("École", "FR", ""), ("ecole", "FR", ""), True),
        (("École", "FR", ""), ("ecole", "BE", ""), False),
        (("École", "FR", ""), ("ecole", "", ""), True),
        (("École", "FR", SAME), ("School", "BE", SAME), True),
        (("École", "FR", SAME), ("École", "FR", OTHER), False),
        (("École", "FR", SAME), ("École", "FR", ""), True),
        (("…", "FR", ""), ("!", "FR", ""), False),
    ],
)
def test_names_and_countries_suggest_and_two_pics_decide(one, other, may_be):
    assert likeness(*one).may_be(likeness(*other)) is may_be
    assert likeness(*other).may_be(likeness(*one)) is may_be


@pytest.fixture
def draft(db):  # noqa: ARG001  # the rows
    draft = make_draft()
    add(draft, "École de Gand", "BE")
    add(draft, "School of Ghent", "BE", pic=SAME)
    return draft


@pytest.mark.parametrize(
    ("stated", "sentences"),
    [
        ({"name": "ecole DE gand"}, ("P1 École de Gand has the same name.",)),
        (
            {"name": "Anything", "pic": "999 000 011"},
            ("P2 School of Ghent has the same PIC.",),
        ),
        ({"name": "École de Gand", "country": "FR", "pic": ""}, ()),
        ({"name": None, "country": None, "pic": None}, ()),
    ],
)
def test_form_is_asked_about_each_twin(draft, stated, sentences):
    assert twin_sentences(draft, stated, but=None) == sentences


def test_partner_is_no_twin_of_itself(draft):
    assert twin_sentences(draft, {"name": "École de Gand"}, but=1) == ()


def test_who_left_is_nobodys_twin(draft):
    Partnership.objects.filter(number=1).update(confirmation="declined")

    assert twin_sentences(draft, {"name": "École de Gand"}, but=None) == ()
    assert first_twins([*Partnership.objects.all()]) == {}


def test_later_row_is_asked_whether_it_is_the_earlier_one(draft):
    add(draft, "Ecole de Gand", None)
    add(draft, "Hogeschool", "BE", pic=SAME)
    add(draft, "École de Gand", "FR")

    # The row without a country could be either; the French one resembles it.
    assert first_twins(Partnership.objects.all()) == {3: "P1", 4: "P2", 5: "P3"}
