import io
import zipfile

import pytest
from django.urls import reverse

from proposals.models import FormalDocument
from proposals.services.formal_documents import render_document, request_documents
from tests.factories import make_colleague, make_draft, make_eligible_draft
from tests.proposals.services.signing import draw, drawn

pytestmark = pytest.mark.django_db
MOVED, FORBIDDEN, MISSING, CONFLICT = 302, 403, 404, 409


@pytest.fixture
def draft():
    return make_eligible_draft(acronym="CHARTER")


@pytest.fixture
def maria(client, draft):
    client.force_login(draft.alliance.coordinator)
    return client


def at(draft, name, **more):
    return reverse(name, kwargs={"public_id": draft.alliance.public_id, **more})


def rows(client, draft):
    page = client.get(at(draft, "documents")).context["page"]
    return {each.number: each for each in page.rows}


def test_the_page_names_who_signs_what(maria, draft):
    add = draft.alliance.partnerships.get(number=3)
    add.role = "associated_partner"
    add.save()

    page = maria.get(at(draft, "documents")).context["page"]

    found = [(each.label, each.kind, each.drawn) for each in page.rows]
    assert found == [
        ("P1", "Declaration on honour", None),
        ("P2", "Mandate", None),
    ]
    assert page.signs_nothing == ("P3 School of Plovdiv",)
    assert page.summary == "0 of 2 drawn as the draft stands"


def test_drawing_all_leads_back_to_the_page(maria, draft):
    answer = maria.post(at(draft, "documents-draw"))

    assert (answer.status_code, answer.url) == (MOVED, at(draft, "documents"))
    assert FormalDocument.objects.count() == len(rows(maria, draft))
    assert all(each.drawn.is_waiting for each in rows(maria, draft).values())


def test_drawing_one_draws_no_other(maria, draft):
    maria.post(at(draft, "documents-draw"), {"partner": "2"})

    assert [n for n, each in rows(maria, draft).items() if each.drawn] == [2]


def test_nothing_to_draw_is_said(client):
    draft = make_draft()
    client.force_login(draft.alliance.coordinator)

    answer = client.post(at(draft, "documents-draw"))

    assert answer.status_code == CONFLICT
    assert "There is nothing to sign yet" in answer.content.decode()


def test_a_page_says_how_far_each_is(maria, draft):
    draw(draft, 2)
    by = draft.alliance.coordinator
    request_documents(proposal=draft, by=by, numbers=[1, 3])
    FormalDocument.objects.filter(partnership__number=3).update(attempts=3)
    text = maria.get(at(draft, "documents")).content.decode()

    found = rows(maria, draft)

    assert found[2].drawn.is_ready
    assert found[1].drawn.is_waiting
    assert found[3].drawn.has_failed
    assert "Could not be drawn" in text
    assert f'code <span class="mono">{drawn(draft, 2).code[:4]}' in text


def test_a_change_makes_what_was_drawn_an_earlier_version(maria, draft):
    draw(draft, 2)
    draft.alliance.partnerships.filter(number=2).update(pic="999999999")

    line = rows(maria, draft)[2].drawn

    assert (line.is_ready, line.is_present) == (True, False)
    assert (
        "for an earlier version" in maria.get(at(draft, "documents")).content.decode()
    )


def test_a_drawn_document_is_sent_as_a_file(maria, draft):
    document = draw(draft, 2)

    answer = maria.get(at(draft, "document-drawn", number=2))

    assert answer.getvalue().startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"
    name = f"p2-chamber-of-ghent-mandate-{document.code.lower()}.pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


def test_what_was_not_drawn_is_not_there(maria, draft):
    request_documents(proposal=draft, by=draft.alliance.coordinator, numbers=[2])

    assert maria.get(at(draft, "document-drawn", number=2)).status_code == MISSING
    assert maria.get(at(draft, "document-drawn", number=3)).status_code == MISSING


def test_all_come_in_one_archive_of_the_same_bytes(maria, draft):
    for number in (1, 2):
        draw(draft, number)

    first, second = (maria.get(at(draft, "documents-archive")) for _time in range(2))

    with zipfile.ZipFile(io.BytesIO(first.content)) as archive:
        names = archive.namelist()
    assert [each.rpartition("-")[0] for each in names] == [
        "p1-university-of-soria-declaration",
        "p2-chamber-of-ghent-mandate",
    ]
    assert first.content == second.content
    assert first["Content-Disposition"] == (
        'attachment; filename="charter-documents.zip"'
    )


def test_an_archive_of_nothing_leads_back(maria, draft):
    assert maria.get(at(draft, "documents-archive")).url == at(draft, "documents")


def test_who_reads_downloads_and_draws_nothing(client, draft):
    draw(draft, 2)
    client.force_login(make_colleague(draft, role="viewer"))

    answer = client.get(at(draft, "document-drawn", number=2))

    assert answer.getvalue().startswith(b"%PDF-")
    assert client.post(at(draft, "documents-draw")).status_code == FORBIDDEN
    assert "Draw all" not in client.get(at(draft, "documents")).content.decode()


def test_the_newest_drawing_is_sent(maria, draft):
    draw(draft, 2)
    draft.alliance.title = "Another"
    draft.alliance.save()
    request_documents(proposal=draft, by=draft.alliance.coordinator, numbers=[2])
    newest = drawn(draft, 2)
    render_document(key=newest.pk)

    answer = maria.get(at(draft, "document-drawn", number=2))

    newest.refresh_from_db()
    with newest.file.open("rb") as file:
        assert answer.getvalue() == file.read()
