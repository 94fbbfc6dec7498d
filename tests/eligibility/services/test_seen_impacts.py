"""What a page showed of the effect of rules is kept as it was shown."""

import pytest

from eligibility.models import RulebookUpload
from eligibility.services.seen_impacts import sealed, seen_in

FIGURES = {"drafts": 2, "become_met": 0, "unchanged": 2, "digest": "a"}


@pytest.fixture
def upload():
    return RulebookUpload()


def test_figures_come_back_as_they_were_shown(upload):
    carried = sealed(figures=FIGURES, upload=upload)

    assert seen_in(text=carried, upload=upload) == FIGURES


def test_figures_of_another_text_are_none_of_this_one(upload):
    carried = sealed(figures=FIGURES, upload=RulebookUpload())

    assert seen_in(text=carried, upload=upload) == {}


@pytest.mark.parametrize("written", ["", "{}", "eyJkcmFmdHMiOjB9:made-up"])
def test_nobody_writes_figures_by_hand(upload, written):
    assert seen_in(text=written, upload=upload) == {}
