"""What came late is read by label and place, and taken away as text."""

import pytest

from tests.factories import make_colleague, make_user
from tests.proposals.late import address, closing, keep_late
from tests.proposals.services.forms import make_draft_with_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_draft_with_form(acronym="CHARTER")


def opened(client, draft, page="late-texts", person=None):
    with closing(draft):
        client.force_login(person or draft.alliance.coordinator)
        return client.get(address(draft, page))


def test_page_lists_every_form_that_came_late(client, draft, no_writes):
    keep_late(draft, "answer-save", "why", text="A reason that takes a line or two.")
    client.force_login(draft.alliance.coordinator)

    with no_writes():
        page = client.get(address(draft, "late-texts")).content.decode()

    assert "<dt>Why?</dt>" in page
    assert "Copy" in page
    assert address(draft, "late-texts-file") in page
    assert address(draft, "check-answers") in page


def test_page_says_that_nothing_came_late(client, draft):
    page = opened(client, draft).content.decode()

    assert "Nothing came late." in page
    assert address(draft, "late-texts-file") not in page


def test_contact_reads_their_own_and_goes_back_to_their_part(client, draft):
    contact = make_colleague(draft, role="contact", partner=2)
    keep_late(draft, "facts", title="Marias")
    keep_late(draft, "answer-save-partner", "role", 2, text="Ours.", by=contact)

    page = opened(client, draft, person=contact).content.decode()

    assert ("Marias" in page, "Ours." in page) == (False, True)
    assert address(draft, "my-part") in page
    assert address(draft, "check-answers") not in page


def test_stranger_finds_neither_page_nor_file(client, draft):
    stranger = make_user()

    pages = ("late-texts", "late-texts-file")
    found = [opened(client, draft, each, stranger).status_code for each in pages]
    assert found == [404, 404]


def test_file_is_plain_text_with_labels_places_and_moments(client, draft):
    late = keep_late(
        draft, "form-section", "summary", **{"why-text": "One & two\nThree"}
    )
    keep_late(draft, "facts", title="A <title>")
    maria = draft.alliance.coordinator

    answer = opened(client, draft, "late-texts-file")

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Content-Disposition"] == (
        'attachment; filename="charter-late-texts.txt"'
    )
    text = answer.content.decode()
    assert text.startswith(
        "CHARTER: sent after the close, no part of the application\n"
    )
    assert f"\nSummary\n{maria}, " in text
    assert "\nWhy?:\nOne & two\nThree\n" in text
    assert "\nFacts\n" in text
    assert "\nTitle:\nA <title>\n" in text
    assert text.index("Summary") < text.index("Facts")
    assert late.sent_at.strftime(":%S Brussels time") in text


def test_whole_draft_says_how_many_came_late_to_who_may_know(client, draft):
    viewer = make_colleague(draft, role="viewer")
    keep_late(draft, "facts", title="Marias")
    keep_late(draft, "facts", title="Veras", by=viewer)

    of_viewer = opened(client, draft, "check-answers", viewer).content.decode()
    of_maria = opened(client, draft, "check-answers").content.decode()

    assert "1 form was sent after the close" in of_viewer
    assert "2 forms were sent after the close" in of_maria
    assert address(draft, "late-texts") in of_maria
    assert "this draft was not submitted" in of_maria
