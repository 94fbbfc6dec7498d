"""What each check counts, in words."""

from eligibility.core import CHECKS
from eligibility.methods import COUNTED


def test_every_check_is_explained():
    assert COUNTED.keys() == CHECKS.keys() | {"exclusive"}
    assert all(COUNTED.values())
