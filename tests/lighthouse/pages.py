"""The pages that are measured, as the demo shows them, and who looks at them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from playwright.sync_api import Browser, Cookie, expect

from proposals.demo import ADMINISTRATOR, COORDINATOR, DemoAccount
from tests.browser.album import Album
from tests.browser.screenshots import expect_mails, sign_in

WHOLE = "RAILWRIGHT"
"""The draft of the demo with 20 organisations and every section begun."""
ASKED = "partner-of-lighthouse@example.org"


@dataclass(frozen=True, slots=True)
class Shown:
    """One page, and what its reader's browser carries."""

    name: str
    path: str
    cookies: Iterable[Cookie] = ()
    is_public: bool = False
    """Whether search engines should find it, so that SEO means something."""


def pages_of_the_demo(browser: Browser, address: str) -> list[Shown]:
    """Sign in, ask one partner, and return the five main pages and two more."""
    maria = signed_in(browser, address, COORDINATOR)
    maria.page.get_by_role("link", name=WHOLE, exact=True).click()
    expect(maria.page.get_by_role("heading", level=1)).to_have_text("Consortium")
    workspace = re.sub(r"^https?://[^/]+", "", maria.page.url)
    link = ask_a_partner(maria, workspace)
    hers = tuple(maria.page.context.cookies())
    anton = signed_in(browser, address, ADMINISTRATOR)
    return [
        Shown("List of alliances", "/", hers),
        Shown("Workspace, 20 organisations", workspace, hers),
        Shown("A section of the form", f"{workspace}form/relevance/", hers),
        Shown("Check and submit", f"{workspace}submit/", hers),
        Shown("A partner's confirmation", link),
        Shown("Sign-in", "/accounts/login/", is_public=True),
        Shown("The rules", "/rules/", is_public=True),
        Shown(
            "Administration", "/administration/", tuple(anton.page.context.cookies())
        ),
    ]


def signed_in(browser: Browser, address: str, account: DemoAccount) -> Album:
    """Return a window of an account of the demo."""
    album = Album(browser, address)
    sign_in(album, account)
    return album


def ask_a_partner(album: Album, workspace: str) -> str:
    """Ask the first partner nobody asked yet; return the link of the mail."""
    page = album.page
    album.visit(f"{workspace}invitations/")
    page.locator("input[type=email]").first.fill(ASKED)
    page.get_by_role("button", name=re.compile("^Send .*invitation")).click()
    expect(page.get_by_role("status").first).to_contain_text("on its way")
    expect_mails(page, 2)
    row = page.get_by_role("row", name=re.compile(re.escape(ASKED)))
    row.first.get_by_role("link").click()
    found = page.locator(".mail__text a").first.get_attribute("href") or ""
    return re.sub(r"^https?://[^/]+", "", found)
