"""A stranger checks a submission and a PDF, without script too, and axe-core looks."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect

from proposals.verify_codes import grouped_code, verify_code
from tests.browser.barriers import violations
from tests.factories import make_eligible_draft, submit
from tests.proposals.files.pack_pdfs import pdf_with, whole_files

pytestmark = pytest.mark.journeys
LOOKS = {"light": {}, "dark": {"dark": True}, "phone": {"phone": True}}


@pytest.fixture(params=LOOKS)
def window(request, demo):
    return demo.open_page(**LOOKS[request.param])


@pytest.fixture
def submission():
    cache.clear()
    return submit(make_eligible_draft(acronym="CHECKED"))


def test_a_stranger_checks_a_submission_and_a_file(window, submission, tmp_path):
    file = tmp_path / "pack.pdf"
    file.write_bytes(pdf_with(whole_files()))
    window.goto(reverse("verify"))
    found = {"front": violations(window)}
    window.get_by_label("Number").fill(submission.number)
    window.get_by_label("Code").fill("AAAA")
    window.get_by_role("button", name="Check it").click()
    expect(window.get_by_text("There is no submission with")).to_be_visible()
    found["refused"] = violations(window)
    code = verify_code(number=submission.number, sha256=submission.sha256)
    window.get_by_label("Code").fill(grouped_code(code))
    window.get_by_role("button", name="Check it").click()
    expect(window.get_by_text("This is the submission that counts.")).to_be_visible()
    found["verified"] = violations(window)
    window.get_by_label("PDF of a pack").set_input_files(file)
    window.get_by_role("button", name="Compare it").click()
    expect(window.get_by_role("heading", name="This is another pack")).to_be_visible()
    found["compared"] = violations(window)

    assert found == {name: [] for name in found}


@pytest.mark.parametrize("script", [True, False])
def test_language_is_chosen_behind_a_code(demo, submission, script):
    code = verify_code(number=submission.number, sha256=submission.sha256)
    page = demo.open_page(script=script)
    page.goto(reverse("verified", args=[submission.number, code]))
    address = page.url

    page.get_by_role("button", name="français").click()

    expect(page.locator("html")).to_have_attribute("lang", "fr")
    assert page.url == address
