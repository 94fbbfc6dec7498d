"""From opening an account to a pack that names who confirmed, in Chromium.

The same journey with a pointer, with the keyboard alone, and without script; a real
worker sends the mails, and the partner answers on a phone.
"""

import re
import shutil
import time
from dataclasses import dataclass, field

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.browser.barriers import violations
from tests.browser.hands import Keys, Pointer

EMAIL = "nadia@example.org"
PASSWORD = "four words in a row"
SENDING = 20_000
DRAWING = 60_000
"""Milliseconds a mail and a pack may take on a busy machine."""
ACTS = 3
"""Links, fields and buttons between the code of the mail and the first verdict."""
ACTS_WITH_PARTNERS = 20
"""The same with four partners, until the panel has counted them all."""
SECONDS = 120
"""For an account, its mail and four partners: by the clock, and at a person's pace."""

PARTNERS = (
    ("Kauno kolegija", "Lithuania", "Higher education"),
    ("Escola de Braga", "Portugal", "VET provider"),
    ("Verband Netz", "Germany", "Sector body"),
    ("Chambre de Lyon", "France", "Social partner"),
)
CONTACTS = {
    "Escola de Braga": "braga@example.org",
    "Verband Netz": "netz@example.org",
    "Chambre de Lyon": "lyon@example.org",
}


@dataclass
class Newcomer:
    """Somebody with one window and two hands, who notes each barrier on the way."""

    page: Page
    hands: Pointer
    script: bool
    barriers: dict[str, list[str]] = field(default_factory=dict)

    def opens_an_account(self, code_of):
        self.page.goto("/accounts/signup/")
        self.hands.write(self.page.get_by_label("Full name"), "Nadia Petrova")
        self.hands.write(self.page.get_by_label("E-mail address"), EMAIL)
        password = self.page.get_by_role("textbox", name="Password")
        self.hands.write(password, PASSWORD)
        self.looks_around()
        self.press("Create the account")
        code = self.page.get_by_label("Code")
        expect(code).to_be_visible()
        self.looks_around()
        self.hands.write(code, code_of(EMAIL))
        self.press("Confirm the address")
        expect(self.page.get_by_text("You have no alliance yet")).to_be_visible()
        self.looks_around()

    def reaches_the_first_verdict(self):
        self.follow("Lot 1: Design and delivery of VET")
        expect(self.page.get_by_label("Acronym")).to_be_visible()
        self.looks_around()
        self.hands.write(self.page.get_by_label("Acronym"), "VERDE")
        self.press("Start the alliance")
        overall = self.page.locator("#eligibility .as-planned .panel__overall")
        expect(overall).to_contain_text("Not met")
        self.looks_around()

    def adds(self, partners):
        """Add one partner after the other without leaving the form between them."""
        self.follow("Add a partner")
        for name, country, kind in partners:
            self.hands.write(self.page.locator("#id_name"), name)
            self.hands.choose(self.page.locator("#id_country"), country)
            self.hands.tick(self.page.get_by_role("checkbox", name=kind, exact=True))
            if name == partners[-1][0]:
                self.press("Add the partner")
                break
            self.press("Add and enter another")
            expect(self.page.get_by_text(f"{name} is added.")).to_be_visible()
        figures = self.page.locator("#eligibility .as-planned .num")
        expect(figures.get_by_text(f"{len(partners)} of 8")).to_be_visible()

    def invites(self, contacts):
        self.follow("Invite partners")
        for name, email in contacts.items():
            self.hands.write(self.page.get_by_label(name), email)
        self.looks_around()
        words = "Send 3 invitations" if self.script else "Send invitations"
        self.press(words)
        expect(
            self.page.get_by_text(re.compile("Mail (queued|sent)")).first
        ).to_be_visible()

    def draws_the_pack(self, folder):
        self.press("Application pack")
        ready = self.page.get_by_role("heading", name="The pack is ready")
        if self.script:
            expect(ready).to_be_visible(timeout=DRAWING)
        else:
            reload_until(self.page, ready, DRAWING)
        self.looks_around()
        link = self.page.get_by_role("link", name="Download the PDF")
        with self.page.expect_download() as download:
            self.hands.press(link)
        path = folder / "pack.pdf"
        download.value.save_as(path)
        with pypdfium2.PdfDocument(path) as pdf:
            pages = [page.get_textpage().get_text_range() for page in pdf]
        return re.sub(r"\s+", " ", " ".join(pages))

    def looks_around(self, page=None):
        """Run axe on what is shown; it needs script as a page without has none."""
        page = page or self.page
        if self.script and (found := violations(page)):
            self.barriers[page.url] = found

    def press(self, words):
        self.hands.press(self.page.get_by_role("button", name=words).first)

    def follow(self, words):
        self.hands.press(self.page.get_by_role("link", name=words).first)


def reload_until(page, locator, patience):
    """Reload as a person without script would, until something is there."""
    for _second in range(patience // 500):
        if locator.is_visible():
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError(f"{locator} did not come")


def figure(page, reading, clause):
    """Return the numbers beside a clause in one reading."""
    line = page.locator(f"#eligibility .as-{reading} [data-clause={clause}]")
    return line.locator(".num").text_content()


@pytest.fixture
def post(demo, worker_of_the_demo, settings):  # noqa: ARG001  # a worker must send
    """Let mails end in the demo's mailbox; return how one is opened on a phone."""
    settings.EMAIL_BACKEND = "config.demo_mail.EmailBackend"
    settings.SITE_URL = demo.base_url
    shutil.rmtree(settings.DATA_DIR / "mail", ignore_errors=True)
    phone = demo.open_page(phone=True)

    def open_mail(email):
        phone.goto("/demo/mailbox/")
        mail = phone.locator("tr", has_text=email).get_by_role("link")
        reload_until(phone, mail.first, SENDING)
        mail.first.click()
        expect(phone.get_by_text(email)).to_be_visible()
        return phone

    return open_mail


def code_in(phone):
    text = phone.locator(".mail__text").text_content()
    (code,) = re.findall(r"^\s*([A-Z0-9-]{8,9})\s*$", text, re.MULTILINE)
    return code


def confirm_on_the_phone(phone, nadia):
    """Follow the link of the mail that is open, and confirm."""
    phone.locator(".mail__text a").click()
    expect(phone.get_by_role("heading", name="Confirm your part")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    nadia.looks_around(phone)
    phone.get_by_label("Your name").fill("Ana Sousa")
    phone.get_by_label("Your function").fill("Head of school")
    phone.get_by_role("button", name="Confirm as full partner").click()
    expect(phone.get_by_role("heading", name="takes part in VERDE")).to_be_visible()
    nadia.looks_around(phone)


@pytest.mark.parametrize(
    ("hands", "script"),
    [
        pytest.param(Pointer, True, id="pointer", marks=pytest.mark.journeys),
        pytest.param(Keys, True, id="keys"),
        pytest.param(Pointer, False, id="no-script", marks=pytest.mark.journeys),
    ],
)
def test_newcomer_gets_to_a_pack_that_names_who_confirmed(
    demo, post, tmp_path, hands, script
):
    page = demo.open_page(script=script)
    nadia = Newcomer(page, hands(page), script)

    start = time.monotonic()
    nadia.opens_an_account(lambda email: code_in(post(email)))
    before = nadia.hands.acts
    nadia.reaches_the_first_verdict()
    assert nadia.hands.acts - before == ACTS
    workspace = page.url
    nadia.adds(PARTNERS)
    assert nadia.hands.acts - before == ACTS_WITH_PARTNERS
    assert nadia.hands.seconds() < SECONDS
    assert time.monotonic() - start < SECONDS
    nadia.invites(CONTACTS)
    phone = post("braga@example.org")
    nadia.looks_around(phone)
    confirm_on_the_phone(phone, nadia)

    page.goto(workspace)
    nadia.looks_around()
    assert figure(page, "planned", "min-full-partners") == "4 of 8"
    assert figure(page, "confirmed", "min-full-partners") == "2 to 4 of 8"
    assert figure(page, "planned", "min-programme-countries") == "4 of 4"
    assert figure(page, "confirmed", "min-programme-countries") == "2 to 4 of 4"
    pack = nadia.draws_the_pack(tmp_path)
    assert "Ana Sousa, Head of school" in pack
    assert "Kauno kolegija" in pack
    assert nadia.barriers == {}
