"""The main job from sign-in to the PDF, in Chromium, with a real worker."""

import re

import pypdfium2
from playwright.sync_api import expect

from tests.browser.steps import (
    COUNTRIES,
    GRANT,
    STANDARD,
    TWELVE,
    clause,
    expect_clause,
    expect_open_clauses,
    expect_tally,
    import_charter,
    remove,
    sign_in_by_hand,
)

DRAWING = 60_000
"""Milliseconds a pack may take on a busy machine."""


def test_consortium_goes_from_its_file_to_a_pack(demo, worker, tmp_path):  # noqa: ARG001  # a worker must run
    page = demo.open_page()
    sign_in_by_hand(page)
    import_charter(page)
    states_its_grant(page)
    tries_twelve_countries(page)
    comes_back_to_the_standard(page)
    path = fetches_the_pack(page, tmp_path)

    assert path.read_bytes().startswith(b"%PDF-")
    text = text_of(path)
    assert "CHARTER" in text
    assert "Universitat de Barcelona" in text
    # Removed partners are in no pack.
    assert "Zavod" not in text


def states_its_grant(page):
    """Every clause is met but the grant, which nobody can tell; then it is."""
    expect_open_clauses(page, GRANT)
    expect(clause(page, GRANT).locator(".clause__title .vh")).to_have_text(
        "Cannot tell yet: "
    )
    tally = page.locator("#eligibility .as-planned .tally .word--met b")
    met = int(tally.text_content() or "")

    grant = page.get_by_label("Grant requested")
    grant.fill("3,900,000")
    grant.press("Tab")

    expect_clause(page, GRANT, "Met", "€3,900,000")
    expect_tally(page, met + 1, 0, 0)


def tries_twelve_countries(page):
    """13 countries are enough for twelve; without Latvia and Slovenia they are not."""
    page.get_by_role("radio", name=TWELVE).check()
    expect_clause(page, COUNTRIES, "Met", "13 of at least 12")

    remove(page, "Nacionālā")
    remove(page, "Zavod")

    expect_clause(page, COUNTRIES, "Not met", "11 of 12")
    expect_open_clauses(page, COUNTRIES)


def comes_back_to_the_standard(page):
    """Eight are asked again; what stays is advice, which decides nothing."""
    page.get_by_role("radio", name=STANDARD).check()
    expect_clause(page, COUNTRIES, "Met", "11 of at least 8")
    expect_open_clauses(page, "twelve-countries-notice")
    overall = page.locator("#eligibility .as-planned .panel__overall")
    expect(overall).to_have_class(re.compile("word--met"))


def fetches_the_pack(page, folder):
    """Watch the worker draw it, then save the file."""
    page.get_by_role("button", name="Application pack").click()
    expect(page.locator("#pack-step")).to_have_text(
        re.compile("Waiting for a worker|Starting|Creating layout|page")
    )
    ready = page.get_by_role("heading", name="The pack is ready")
    expect(ready).to_be_visible(timeout=DRAWING)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the PDF").click()
    path = folder / download.value.suggested_filename
    assert re.fullmatch(r"charter-pack-[0-9a-f]{8}\.pdf", path.name)
    download.value.save_as(path)
    return path


def text_of(path):
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)
