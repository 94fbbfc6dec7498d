"""A proposal leaves as a file, comes back changed, and is taken field by field."""

import io
import json
from decimal import Decimal

import docx
import openpyxl
import pytest
from playwright.sync_api import expect

from alliances.models import Call
from proposals.models import Effort, ProposalUpload
from proposals.services.answers import Reply, save_answer
from tests.browser.barriers import violations
from tests.browser.steps import workspace_of
from tests.proposals.services.budgets import (
    give_days,
    make_budget_draft,
    make_package,
)
from tests.proposals.services.forms import make_draft_with_form

pytestmark = pytest.mark.journeys

KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
    "png": "image/png",
}


@pytest.fixture
def draft(maria):
    """Make a draft of the small form, three partners and an associated one."""
    return make_draft_with_form(by=maria)


@pytest.fixture
def page(open_window):
    return open_window()


def download(page, link):
    with page.expect_download() as started:
        page.get_by_role("link", name=link, exact=True).click()
    return started.value.path().read_bytes()


def bring_back(page, content, name):
    file = {"name": name, "mimeType": KINDS[name[-4:].strip(".")], "buffer": content}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Look at the file").click()


def take_only(page, name):
    """Take one change of what the page offers, and leave the others."""
    page.get_by_role("link", name="Tick none").click()
    page.get_by_role("checkbox", name=name).check()
    page.get_by_role("button", name="Take what is ticked").click()


def changed_cells(content, **cells):
    """Return a workbook with these cells changed, as a spreadsheet saves it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for cell, value in cells.items():
        book.worksheets[0][cell] = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def written_on(content, answers, *, before_all=""):
    """Return a form with answers below their marks, as a word processor saves it."""
    document = docx.Document(io.BytesIO(content))
    lines = [each.text for each in document.paragraphs]
    for mark, text in answers.items():
        document.paragraphs[lines.index(mark) + 1].text = text
    if before_all:
        document.paragraphs[0].insert_paragraph_before(before_all)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_partner_is_renamed_in_a_spreadsheet_and_its_country_left(page, draft):
    page.goto(f"{workspace_of(draft)}outside/")
    sheet = download(page, "Partners")

    bring_back(page, changed_cells(sheet, B3="Chamber of Bruges", C3="FR"), "p.xlsx")
    row = page.get_by_role("group", name="P2 Chamber of Ghent")
    expect(row.get_by_role("checkbox")).to_have_count(2)
    expect(row).to_contain_text("Chamber of Bruges")
    assert violations(page) == []
    take_only(page, "Organisation")

    expect(page.get_by_role("status")).to_contain_text("1 change taken from the file.")
    expect(page.locator(".review__change")).to_have_count(1)
    expect(page.get_by_role("checkbox", name="Country")).not_to_be_checked()
    partner = draft.alliance.partnerships.get(number=2)
    assert (partner.name, partner.country_id) == ("Chamber of Bruges", "BE")


def test_days_of_a_spreadsheet_are_taken_one_by_one(page, maria):
    draft = make_budget_draft(Call.objects.get(code="2020"), by=maria)
    make_package(draft)
    give_days(draft, 1, 1, manager=12, teacher=30)
    page.goto(f"{workspace_of(draft)}outside/")
    sheet = download(page, "Working days")

    bring_back(page, changed_cells(sheet, C2=15.5, D2=31), "days.xlsx")
    expect(page.locator(".lead")).to_contain_text("days.xlsx differs from SKILLS in 2")
    row = page.get_by_role("group", name="P1 Chamber of Kiel · WP1 Management")
    expect(row.locator("dd")).to_have_text(["12", "15.5", "30", "31"])
    take_only(page, "Manager")

    expect(page.locator(".lead")).to_contain_text("days.xlsx differs from SKILLS in 1")
    stored = Effort.objects.filter(work_package__proposal=draft)
    days = dict(stored.values_list("category", "days"))
    assert days == {"manager": Decimal("15.5"), "teacher": 30}


def test_answer_of_the_whole_proposal_is_taken_and_its_title_left(page, draft):
    page.goto(f"{workspace_of(draft)}outside/")
    document = json.loads(download(page, "Whole proposal"))
    document["title"] = "Skills for more"
    document["answers"].append({"question": "why", "text": "Because."})

    bring_back(page, json.dumps(document).encode(), "proposal.json")
    expect(page.get_by_role("checkbox", name="Title")).not_to_be_checked()
    expect(page.get_by_role("checkbox", name="Text")).to_be_checked()
    page.get_by_role("button", name="Take what is ticked").click()

    expect(page.get_by_role("status")).to_contain_text("1 change taken from the file.")
    draft.alliance.refresh_from_db()
    assert draft.alliance.title == "Skills for all"
    page.goto(f"{workspace_of(draft)}form/summary/")
    expect(page.locator("#id_why")).to_have_value("Because.")


def test_blank_form_is_filled_in_a_word_processor(page, draft):
    page.goto(f"{workspace_of(draft)}outside/")
    paper = download(page, "Blank form")

    answers = {"[answer what]": "From a train.", "[answer role P2]": "Tests.\nAll."}
    filled = written_on(paper, answers, before_all="A thought of mine")
    bring_back(page, filled, "form.docx")
    expect(page.locator("fieldset.review__row > legend")).to_have_text(
        ["What will it do?", "Role · P2 Chamber of Ghent"]
    )
    expect(page.locator(".review__unmapped li")).to_have_text("A thought of mine")
    assert violations(page) == []
    page.get_by_role("button", name="Take what is ticked").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Nothing more can be taken from the file"
    )
    expect(page.get_by_text("A thought of mine")).to_be_visible()
    texts = dict(draft.answers.values_list("question", "text"))
    assert texts == {"what": "From a train.", "role": "Tests.\nAll."}


def test_text_written_meanwhile_is_not_overwritten_by_a_file(page, draft, maria):
    page.goto(f"{workspace_of(draft)}outside/")
    paper = download(page, "Blank form")
    bring_back(page, written_on(paper, {"[answer why]": "On paper."}), "form.docx")
    expect(page.get_by_role("checkbox", name="Text")).to_be_checked()
    save_answer(
        proposal=draft, question="why", reply=Reply("On screen."), version=0, by=maria
    )

    page.get_by_role("button", name="Take what is ticked").click()

    expect(page.get_by_text("It changed after this page was shown")).to_be_visible()
    change = page.locator(".review__change")
    expect(change).to_contain_text("On screen.")
    expect(change).to_contain_text("On paper.")
    expect(change.get_by_role("checkbox")).not_to_be_checked()
    assert draft.answers.get().text == "On screen."


def test_wrong_files_explain_themselves_and_lose_nothing(page, draft):
    page.goto(f"{workspace_of(draft)}outside/")
    sheet = download(page, "Partners")
    wrong = {
        "photo.png": (b"\x89PNG\r\n", ["a file of another kind"]),
        "cut.xlsx": (sheet[:200], ["not a workbook"]),
        "other.xlsx": (changed_cells(sheet, A1="Nr", B1="Who"), ["another heading"]),
        "cells.xlsx": (
            changed_cells(sheet, B3="=1+1", C4="Narnia"),
            ['a formula: "=1+1"', '"Narnia"'],
        ),
    }

    for name, (content, troubles) in wrong.items():
        bring_back(page, content, name)
        expect(page.get_by_role("alert")).to_contain_text("The file was not taken")
        expect(page.locator(".problems tbody td:nth-of-type(1)")).to_have_text(troubles)
    assert violations(page) == []

    names = list(draft.alliance.partnerships.values_list("name", flat=True))
    assert names[1:3] == ["Chamber of Ghent", "School of Plovdiv"]
    assert ProposalUpload.objects.count() == 0
