"""Links in mails that mute one kind of them, and outlive a change of the key."""

import pytest

from proposals.selectors.letters.mute_links import PERSON, is_signed, signature_of


@pytest.mark.parametrize(("keys_of_before", "expected"), [(["old"], True), ([], False)])
def test_link_lives_as_long_as_the_key_it_was_signed_under(
    settings, keys_of_before, expected
):
    settings.SECRET_KEY = "old"
    signature = signature_of(PERSON, 1, "news")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", keys_of_before

    assert is_signed(PERSON, 1, "news", signature) is expected


def test_link_of_one_kind_mutes_no_other():
    signature = signature_of(PERSON, 1, "news")

    assert not is_signed(PERSON, 1, "comments", signature)
