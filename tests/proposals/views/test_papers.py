"""The form on paper, in the browser: taken along, written on, brought back."""

import pytest
from django.urls import reverse

from proposals.files.counting import MOST_CHARACTERS
from proposals.files.docx_reader import read_docx
from proposals.models import Answer, ProposalUpload
from tests.factories import make_draft
from tests.proposals.files.papers import document, packed
from tests.proposals.views.whole_files import (
    bring,
    draft,
    keys,
    takes,
    text_of,
    whole,
)

__all__ = ["draft", "whole"]

pytestmark = pytest.mark.django_db

FILES = ("form-docx", "form-txt", "answers-docx", "answers-txt")


def download(client, draft, name):
    return client.get(reverse(name, args=[draft.alliance.public_id]))


def paragraphs(client, draft, name="form-docx"):
    return list(read_docx(download(client, draft, name).content).lines)


def written(lines, mark, text):
    """Write a text below the line that asks for it."""
    place = lines.index(mark)
    return [*lines[: place + 1], text, *lines[place + 1 :]]


def test_blank_form_asks_everything_of_this_lot_and_nothing_of_another(client, draft):
    lines = paragraphs(client, draft)

    assert [each for each in lines if each.startswith("[answer")] == [
        "[answer what]",
        "[answer why]",
        "[answer eqf]",
        "[answer role P1]",
        "[answer role P4]",
        "[answer strategy]",
        "[answer digital]",
    ]
    assert "At most 20 characters." in lines
    assert "It leads." not in lines


def test_text_so_far_stands_where_it_is_asked(client, draft):
    lines = paragraphs(client, draft, "answers-docx")

    place = lines.index("[answer role P1]")
    assert lines[place : place + 3] == ["[answer role P1]", "It leads.", "[end]"]


def test_plain_text_says_the_same(client, draft):
    text = download(client, draft, "answers-txt").content.decode()

    assert "[answer role P1]\nIt leads.\n[end]" in text


@pytest.mark.parametrize("name", FILES)
def test_files_carry_names_of_their_own(client, draft, name):
    answer = download(client, draft, name)

    assert answer["Content-Disposition"] == (
        f'attachment; filename="atlas-{name.replace("-", ".")}"'
    )


@pytest.mark.parametrize("name", FILES)
def test_draft_without_a_form_has_no_paper(client, draft, name):
    bare = make_draft(draft.alliance.call, by=draft.alliance.coordinator)

    page = client.get(reverse("outside", args=[bare.alliance.public_id]))

    assert download(client, bare, name).status_code == 404
    assert "Blank form" not in text_of(page)


def test_document_for_a_draft_without_a_form_is_listed_whole(client, draft):
    bare = make_draft(draft.alliance.call, by=draft.alliance.coordinator)

    page = client.get(bring(client, bare, document("A letter"), "a.docx").url)

    assert "1 text of the file belongs to no field" in text_of(page)


def test_text_so_far_brought_back_unchanged_changes_nothing(client, draft):
    sent = download(client, draft, "answers-docx").content

    page = client.get(bring(client, draft, sent, "answers.docx").url)

    assert takes(page) == {}
    assert "The proposal says what the file says" in text_of(page)


def test_form_that_was_written_on_is_taken_field_by_field(client, draft):
    lines = written(paragraphs(client, draft), "[answer what]", "It asks.")
    lines = written(lines, "[answer role P1]", "It leads and pays.")

    address = bring(client, draft, document(*lines), "form.docx").url
    page = client.get(address)
    client.post(address, {"take": list(takes(page))})

    assert keys(page) == ["answers.what:text", "answers.role.1:text"]
    said = Answer.objects.values_list("question", "text")
    assert dict(said) == {
        "what": "It asks.",
        "role": "It leads and pays.",
        "eqf": "Level 5.",
    }
    assert Answer.objects.get(question="eqf").use == "used"


def test_text_of_no_question_is_listed_and_not_dropped(client, draft):
    lines = ["A remark", *written(paragraphs(client, draft), "[answer what]", "Yes.")]
    lines += ["[answer other]", "Of another Lot", "[end]"]
    lines += ["[answer why]", "x" * (MOST_CHARACTERS + 1), "[end]"]

    page = client.get(bring(client, draft, document(*lines), "form.docx").url)

    (upload,) = ProposalUpload.objects.filter(file_name="form.docx")
    assert [each[:20] for each in upload.unmapped] == [
        "A remark",
        "Of another Lot",
        "x" * 20,
    ]
    assert "3 texts of the file belong to no field" in text_of(page)
    assert "Of another Lot" in text_of(page)


def test_document_without_a_single_mark_is_listed_whole(client, draft):
    page = client.get(bring(client, draft, document("A letter"), "a.docx").url)

    assert "Nothing more can be taken from the file" in text_of(page)

    assert "1 text of the file belongs to no field A letter" in text_of(page).replace(
        "They are listed so that nothing is lost: copy what you need. ", ""
    )


@pytest.mark.parametrize("name", ["form.docx", "form.json", "form"])
def test_document_with_macros_is_refused_whatever_it_is_called(client, draft, name):
    content = packed(word__vbaProject_bin=b"x")

    answer = bring(client, draft, content, name)

    assert answer.status_code == 422
    assert "a document with macros" in text_of(answer)
