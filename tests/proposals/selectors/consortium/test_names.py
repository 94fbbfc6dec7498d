"""Short names: an abbreviation the name carries, else its beginning."""

import pytest

from proposals.selectors.consortium.names import LONGEST, short_name


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("European network on cultural management (ENCATC)", "ENCATC"),
        ("FARO. Steunpunt voor erfgoed", "FARO"),
        ("Erasmus Universiteit Rotterdam", "Erasmus Univ. Rotterdam"),
        ("Vilnius University", "Vilnius Univ."),
        ("Museovirasto", "Museovirasto"),
        ("Kultur und Arbeit e.V.", "Kultur und Arbeit e.V."),
        ("Museovirasto (Finnish Heritage Agency)", "Museovirasto"),
        ("Nothing ()", "Nothing"),
    ],
)
def test_short_name_is_what_people_say(name, short):
    assert short_name(name) == short


@pytest.mark.parametrize(
    "name",
    [
        "A" * 300,
        "Word " * 60,
        "Department of Culture, Heritage and the Gaeltacht",
        "Zavod za varstvo kulturne dediščine Slovenije",
    ],
)
def test_short_name_has_room(name):
    assert 0 < len(short_name(name)) <= LONGEST


def test_short_name_does_not_end_in_a_joining_word():
    assert (
        short_name("Department of Culture of the Republic") == "Department of Culture"
    )


def test_remark_in_brackets_is_no_abbreviation():
    assert short_name("Kyberturva-akatemia (invented)") == "Kyberturva-akatemia"
