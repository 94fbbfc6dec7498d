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

pytestmark = pytest.mark.django_db


def test_what_has_no_place_on_its_page_is_offered_whole(ended, maria, adding):
    send(ended, adding, TYPED | {"gone": "A field that there is no more"})
    sign_in(ended, maria)

    page = page_of(ended, adding)

    assert "<h1>What you sent is kept</h1>" in page
    assert '<textarea name="gone" hidden>\nA field that there is no more' in page


def test_what_is_offered_whole_shows_every_value_by_the_name_of_its_field(
    ended, maria, adding
):
    more = {"pic": "", "types": ["vet_provider", "other"], "code": "123456"}
    send(ended, adding, TYPED | more | {"gone_field": "Nowhere", "password": "s3cret"})
    sign_in(ended, maria)

    page = page_of(ended, adding)

    shown = re.findall(
        r'<dt>(.*)</dt>\s*<dd><span id="late-sent-[0-9]+">(.*?)</span>', page
    )
    assert shown == [
        ("Organisation", "Ünï &lt;b&gt;&amp;"),
        ("Country", "IT"),
        ("Role", "full_partner"),
        ("PIC", "–"),
        ("Type", "vet_provider, other"),
        ("Gone field", "Nowhere"),
    ]


def test_address_that_only_takes_forms_offers_it_too(ended, draft, maria):
    removing = reverse("partner-remove", args=[draft.alliance.public_id, 1])
    send(ended, removing)
    sign_in(ended, maria)

    assert "<h1>What you sent is kept</h1>" in page_of(ended, removing)
