"""The statement on accessibility, which everybody reads."""

import pytest
from django.urls import reverse
from lxml import html  # type: ignore[import-untyped]  # ships no types

from tests.factories import make_user

ADDRESS = "help@example.org"
UNNAMED = "Who runs this installation has named no address yet."


@pytest.mark.parametrize(
    ("contact", "links", "is_unnamed"),
    [(ADDRESS, [f"mailto:{ADDRESS}"], False), ("", [], True)],
)
def test_statement_says_whom_to_tell(client, settings, contact, links, is_unnamed):
    settings.CONTACT = contact

    page = html.fromstring(client.get(reverse("accessibility")).content.decode())

    assert page.xpath("//main//a/@href") == links
    assert (UNNAMED in page.find(".//main").text_content()) == is_unnamed


@pytest.mark.django_db
def test_every_page_leads_to_the_statement_from_the_same_place(client):
    pages = [client.get(reverse(name)) for name in ("rules", "account_login")]
    client.force_login(make_user())
    pages += [client.get(reverse(name)) for name in ("alliance-list", "account")]

    last = [
        html.fromstring(page.content.decode()).xpath("//footer//a/@href")[-1]
        for page in pages
    ]

    assert last == [reverse("accessibility")] * 4
