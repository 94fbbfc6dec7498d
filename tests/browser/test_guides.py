"""Each guide is one sheet of paper, in every language."""

import pypdfium2
import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from proposals.selectors.drafts.guides import GUIDES


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_guide_prints_on_one_sheet(demo, language):
    page = demo.open_page()
    cookie = {"name": settings.LANGUAGE_COOKIE_NAME, "value": language}
    page.context.add_cookies([{**cookie, "url": demo.base_url}])

    sheets = {}
    for guide in GUIDES:
        page.goto(reverse("guide", args=[guide.role]))
        expect(page.locator("html")).to_have_attribute("lang", language)
        with pypdfium2.PdfDocument(page.pdf(format="A4")) as pdf:
            sheets[guide.role] = len(pdf)

    assert set(sheets.values()) == {1}, sheets
