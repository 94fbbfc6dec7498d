"""A kept form that has no place on its page any more is offered on one of its own."""

import re

import pytest
from django.urls import reverse

from tests.pages.test_ended_session import (
    TYPED,
    adding,
    draft,
    ended,
    maria,
    page_of,
    send,
    sign_in,
)

__all__ = ["adding", "draft", "ended", "maria"]

KEY = "7e0fb6f0-3a1f-4b70-a0f8-95f3c1f3f6b1"

pytestmark = pytest.mark.django_db


def test_what_has_no_place_on_its_page_is_offered_whole(ended, maria, adding):
    send(ended, adding, TYPED | {"gone": "A field that there is no more"})
    sign_in(ended, maria)

    page = page_of(ended, adding)

    assert "<h1>What you sent is kept</h1>" in page
    assert '<textarea name="gone" hidden>\nA field that there is no more' in page


def shown_on(page):
    """Return labels and what is said beside them."""
    return re.findall(
        r'<dt>(.*)</dt>\s*<dd><span id="late-typed-[0-9]+">(.*?)</span>', page
    )


def test_what_somebody_typed_is_shown_with_its_label_in_words(ended, maria, adding):
    more = {"pic": "7", "types": ["vet_provider", "other"], "code": "123456"}
    along = {"request_key": KEY, "version": "3"}
    send(
        ended, adding, TYPED | more | along | {"gone_field": "x", "password": "s3cret"}
    )
    sign_in(ended, maria)

    page = page_of(ended, adding)

    assert shown_on(page) == [
        ("Organisation", "Ünï &lt;b&gt;&amp;"),
        ("Country", "Italy"),
        ("Role", "Full partner"),
        ("Type", "VET provider, Other"),
        ("PIC", "7"),
        ("Gone field", "x"),
    ]


def test_what_the_page_sent_along_is_folded_and_still_sent(ended, maria, adding):
    along = {"request_key": KEY, "version": "3", "gone_field": "x"}
    send(ended, adding, TYPED | along)
    sign_in(ended, maria)

    before, fold = page_of(ended, adding).split('<details class="gap-t"')

    assert f'<textarea name="request_key" hidden>\n{KEY}</textarea>' in before
    assert before.count(KEY) == 1
    assert f"<code>request_key</code> {KEY}" in fold


def test_outside_a_draft_labels_are_the_names_of_fields(ended, maria, draft):
    copying = reverse("alliance-copy", args=[draft.alliance.public_id])
    along = {"request_key": KEY, "row-seen": "3", "scenario": KEY, "next": "/"}
    send(ended, copying, {"acronym": "X", **along, "gone_field": "2"})
    sign_in(ended, maria)

    page = page_of(ended, copying)

    assert shown_on(page) == [("Acronym", "X"), ("Gone field", "2")]


def test_address_that_only_takes_forms_offers_it_too(ended, draft, maria):
    removing = reverse("partner-remove", args=[draft.alliance.public_id, 1])
    send(ended, removing)
    sign_in(ended, maria)

    assert "<h1>What you sent is kept</h1>" in page_of(ended, removing)
