"""Takes the pictures of the README and the docs from the demo: `make screenshots`.

It starts the demo as `make run` does, in a folder of its own, and goes the way of a
coordinator, a partner and an administrator. Pictures show one window and stay small.
"""

import re
import sys
from pathlib import Path

import pypdfium2
from playwright.sync_api import Browser, Page, expect

from proposals.demo import ADMINISTRATOR, COORDINATOR, DemoAccount
from tests.browser.album import PICTURES, ROOT, Album, keep, running_demo
from tests.stack.browsers import find_browser, running_browser

COUNTRIES = ROOT / "fixtures" / "calls" / "2020" / "countries.csv"
CHARTER = ROOT / "fixtures" / "consortia" / "charter-2020-lot-2.json"
REHEARSAL = "rehearsal/lot-2/standard"
SHEET = """Organisation;Land;Art;Rolle
Université Sorbonne Paris Nord;France;University;Partner
FARO. Vlaams steunpunt voor cultureel erfgoed;Belgium;sector body;Partner
Veneranda Fabbrica del Duomo di Milano;Italy;chapter house;Partner
Museovirasto;FI;public body;associated
"""
"""A list as somebody's spreadsheet has it: one word of it nobody can guess."""
PATIENCE = 60_000
ANSWERING = (5, 3, 2)
"""The partners that confirm, by number."""


def main() -> int:
    """Write every picture; return the exit status."""
    path = find_browser()
    if path is None:
        sys.stderr.write("There is no Chromium: `apt-get install chromium`.\n")
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    with running_demo() as address, running_browser(path) as browser:
        walk(browser, address)
    return 0


def walk(browser: Browser, address: str) -> None:
    """Go everybody's way."""
    maria, partner = Album(browser, address), Album(browser, address, phone=True)
    maria.visit("/accounts/signup/")
    maria.take("sign-up")
    sign_in(maria, COORDINATOR)
    look_at_a_list(maria)
    workspace = import_charter(maria)
    invite(maria, workspace)
    confirm(partner)
    look_around(maria, workspace)
    submit(maria, workspace)
    draw_pack(maria)
    maria.visit("/")
    maria.take("alliances")
    anton = Album(browser, address)
    sign_in(anton, ADMINISTRATOR)
    upload(anton)


def sign_in(album: Album, account: DemoAccount) -> None:
    """Sign in with an account of the demo."""
    album.visit("/accounts/login/")
    album.page.locator("[name=login]").fill(account.email)
    album.page.locator("[name=password]").fill(account.password)
    album.page.get_by_role("button", name="Sign in", exact=True).click()
    expect(album.page.get_by_role("heading", level=1)).not_to_have_text("Sign in")


def look_at_a_list(album: Album) -> None:
    """Bring a list of partners as far as the page that shows what would be stored."""
    start_import(album, {"name": "partners.csv", "text": SHEET})
    expect(album.page.get_by_role("heading", name="Look at the list")).to_be_visible()
    album.take("import-preview")


def start_import(album: Album, file: Path | dict[str, str]) -> None:
    """Choose a file and the call it is for."""
    album.visit("/alliances/import/")
    chosen = album.page.get_by_label("Consortium file")
    if isinstance(file, Path):
        chosen.set_input_files(file)
    else:
        content = {"mimeType": "text/csv", "buffer": file["text"].encode()}
        chosen.set_input_files({"name": file["name"], **content})  # type: ignore[arg-type]  # Playwright's own dict
    album.page.get_by_label("Call, Lot and type of project").select_option(REHEARSAL)
    album.page.get_by_role("button", name="Import the file").click()


def import_charter(album: Album) -> str:
    """Import CHARTER into the open call, state the grant; return its address."""
    start_import(album, CHARTER)
    album.page.get_by_label("Grant requested").fill("3,900,000")
    album.page.get_by_role("button", name="Save").click()
    expect(album.page.locator("body")).not_to_contain_text("no grant is stated")
    found = re.search(r"/alliances/[0-9a-f-]{36}/", album.page.url)
    assert found, f"no workspace: {album.page.url}"
    return found.group()


def invite(album: Album, workspace: str) -> None:
    """Ask eight partners by mail."""
    album.visit(f"{workspace}invitations/")
    for number, field in enumerate(album.page.locator("input[type=email]").all()[:8]):
        field.fill(f"partner-{number + 2}@example.org")
    album.page.get_by_role("button", name="Send 8 invitations").click()
    expect(album.page.get_by_role("heading", name="Asked")).to_be_visible()
    expect_mails(album.page, 8)
    album.take("mailbox")
    album.visit(f"{workspace}invitations/")
    album.take("invitations")


def expect_mails(page: Page, number: int) -> None:
    """Wait until the worker has written this many mails."""
    rows = page.locator(".mailbox tbody tr")
    for _attempt in range(60):
        page.goto("/demo/mailbox/")
        if rows.count() >= number:
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"{rows.count()} mails of {number}")


def confirm(partner: Album) -> None:
    """Answer three of the mails on a phone."""
    for number in ANSWERING:
        partner.visit("/demo/mailbox/")
        row = partner.page.get_by_role("row", name=re.compile(f"partner-{number}@"))
        row.get_by_role("link").click()
        partner.page.locator(".mail__text a").first.click()
        partner.page.wait_for_load_state("networkidle")
        if number == ANSWERING[0]:
            partner.take("confirm-phone")
        partner.page.get_by_label("Your name").fill("Astrid Lindqvist")
        partner.page.get_by_label("function").fill("Head of department")
        partner.page.get_by_role("button", name="Confirm as").click()
        done = partner.page.get_by_role("heading", level=1)
        expect(done).not_to_contain_text("your part")


def look_around(album: Album, workspace: str) -> None:
    """Take a workspace that lacks a country, the clause explained, and a map."""
    page = album.page
    album.visit("/")
    page.get_by_role("link", name="CYBERSKILLS", exact=True).click()
    expect(page.locator("#mend .repairs")).to_be_visible(timeout=PATIENCE)
    album.take("workspace")
    album.dark("workspace-dark")
    album.phone("workspace-phone")
    page.locator("#eligibility .as-planned .clause__title a").first.click()
    expect(page.locator("#explain-heading")).to_be_visible()
    album.take("explain")
    page.get_by_role("button", name="Close").click()
    page.get_by_role("link", name="Add a partner", exact=True).click()
    page.locator("#id_name").press_sequentially("secur")
    expect(page.locator("#suggestions [role=option]").first).to_be_visible()
    album.take("add-partner")
    album.visit(workspace)
    page.get_by_text("As confirmed", exact=True).click()
    album.take("map", at="#map")


def submit(album: Album, workspace: str) -> None:
    """Check, submit and look at the receipt."""
    page = album.page
    album.visit(f"{workspace}submit/")
    album.take("submit")
    page.get_by_label("I submit although").check()
    page.get_by_label("I may act").check()
    page.get_by_role("button", name="Submit CHARTER").click()
    expect(page.get_by_role("heading", name="CHARTER is submitted")).to_be_visible()
    album.take("receipt")


def draw_pack(album: Album) -> None:
    """Wait for the pack of the submission and keep the page with the map."""
    page = album.page
    link = page.get_by_role("link", name="Go to the pack")
    for _attempt in range(60):
        if link.count():
            break
        page.wait_for_timeout(500)
        page.reload()
    link.click()
    ready = page.get_by_role("heading", name="The pack is ready")
    expect(ready).to_be_visible(timeout=PATIENCE)
    album.take("pack")
    answer = page.context.request.get(f"{page.url.rstrip('/')}/download/")
    with pypdfium2.PdfDocument(answer.body()) as pdf:
        (sheet,) = [
            each
            for each in pdf
            if "Where the partners are" in each.get_textpage().get_text_range()
        ]
        keep(sheet.render(scale=1.4).to_pil().convert("RGB"), "pack-map")


def upload(album: Album) -> None:
    """Bring a table in which two countries changed, and look at the difference."""
    page = album.page
    text = COUNTRIES.read_text(encoding="utf-8")
    text = text.replace("RS,programme,no,,", "RS,partner,no,,1")
    text = text.replace("GE,partner,no,,2", "GE,programme,no,,")
    album.visit("/administration/uploads/new/")
    page.get_by_label("Country status").check()
    page.locator("[name=call]").select_option("rehearsal")
    file = {"name": "countries.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.locator("[name=file]").set_input_files(file)  # type: ignore[arg-type]  # Playwright's own dict
    page.get_by_role("button", name="Upload and compare").click()
    expect(page.get_by_role("button", name="Publish edition")).to_be_visible()
    album.take("admin-upload")


if __name__ == "__main__":
    sys.exit(main())
