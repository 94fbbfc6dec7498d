"""What a page showed of the effect of rules is kept as it was shown."""

import pytest

from eligibility.models import RulebookUpload
from eligibility.services.rulebook_uploads import (
    ask_to_publish_rulebook,
    keep_rulebook,
    publish_kept_rulebook,
)
from eligibility.services.rulebooks import RulesMoved, publish_rulebook
from eligibility.services.seen_impacts import sealed, seen_in
from tests.factories import make_call, make_user
from tests.rulebooks import rules_of

FIGURES = {"drafts": 2, "become_met": 0, "unchanged": 2, "digest": "a"}


@pytest.fixture
def upload():
    return RulebookUpload()


def test_figures_come_back_as_they_were_shown_and_beside_which_version(upload):
    carried = sealed(figures=FIGURES, upload=upload, compared_with=3)

    seen = {**FIGURES, "compared_with": 3}
    assert seen_in(text=carried, upload=upload) == seen


def test_figures_of_another_text_are_none_of_this_one(upload):
    carried = sealed(figures=FIGURES, upload=RulebookUpload(), compared_with=3)

    assert seen_in(text=carried, upload=upload) == {}


@pytest.mark.parametrize("written", ["", "{}", "eyJkcmFmdHMiOjB9:made-up"])
def test_nobody_writes_figures_by_hand(upload, written):
    assert seen_in(text=written, upload=upload) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("act", [ask_to_publish_rulebook, publish_kept_rulebook])
def test_what_was_seen_beside_an_earlier_version_is_looked_at_again(settings, act):
    settings.FOUR_EYES = False
    make_call(takes_submissions=False)
    first = rules_of("open", takes_submissions=False)
    publish_rulebook(text=f"{first}# another\n", reason="Meanwhile.")
    anton = make_user(is_staff=True)
    upload = keep_rulebook(content=first.encode(), file_name="r.toml", by=anton)
    given = {"upload": upload, "compared_with": 2, "reason": "A slip.", "by": anton}
    old, new = (
        sealed(figures=FIGURES, upload=upload, compared_with=version)
        for version in (1, 2)
    )

    with pytest.raises(RulesMoved):
        act(impact=old, **given)
    act(impact=new, **given)

    upload.refresh_from_db()
    assert upload.asked_figures == {**FIGURES, "compared_with": 2}
