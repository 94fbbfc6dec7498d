"""By which name a page greets somebody."""

import pytest

from alliances.models import User
from proposals.templatetags.people import first_name


@pytest.mark.parametrize(
    ("full_name", "first"),
    [
        ("Maria Kazlauskienė", "Maria"),
        ("Prof. Dr. Jörg Weiß", "Jörg"),
        ("Проф. др Милан Јовановић", "Милан"),
        ("J. Anne Smith", "Anne"),
        ("Dr.", "Dr."),
        ("", "director"),
    ],
)
def test_titles_and_initials_are_no_first_name(full_name, first):
    person = User(full_name=full_name, email="director@school.example")

    assert first_name(person) == first
