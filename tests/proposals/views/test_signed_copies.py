import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from proposals.models import SignedCopy
from proposals.services.composition import remove_partner
from tests.factories import make_colleague, make_eligible_draft
from tests.proposals.services.asking import grow_old
from tests.proposals.services.signing import (
    blank_pdf,
    confirmed_link,
    draw,
    upload_signed,
)

pytestmark = pytest.mark.django_db
MOVED, FORBIDDEN, MISSING, REFUSED, TOO_OFTEN = 302, 403, 404, 422, 429


@pytest.fixture
def draft():
    return make_eligible_draft(acronym="CHARTER")


@pytest.fixture
def maria(client, draft):
    client.force_login(draft.alliance.coordinator)
    return client


def at(draft, name="partner-document", number=2, **more):
    key = draft.alliance.public_id
    return reverse(name, kwargs={"public_id": key, "number": number, **more})


def sent(content=None, code=""):
    file = SimpleUploadedFile("a.exe", content or blank_pdf())
    return {"file": file, "code": code}


def line(client, draft):
    return client.get(at(draft)).context["page"].copies[0]


def test_a_copy_is_uploaded_and_shown(maria, draft):
    document = draw(draft)

    answer = maria.post(at(draft), sent(code=document.code))

    found = line(maria, draft)
    assert (answer.status_code, answer.url) == (MOVED, at(draft))
    assert (found.is_standing, found.is_present) == (True, True)
    assert found.version == "of the present version"
    assert found.file.startswith("PDF, 1 page, ")


def test_a_copy_of_a_partner_that_was_removed_meanwhile_is_refused(maria, draft):
    row = draft.alliance.partnerships.get(number=2)
    by = draft.alliance.coordinator
    remove_partner(partnership=row, version=row.version, by=by)

    answer = maria.post(at(draft), sent())

    assert answer.status_code == REFUSED
    assert "This partner takes no part any more." in answer.content.decode()
    assert not SignedCopy.objects.exists()


def test_a_copy_of_changed_data_is_of_an_earlier_version(maria, draft):
    upload_signed(draft, code=draw(draft).code)
    draft.alliance.partnerships.filter(number=2).update(pic="999999999")

    assert line(maria, draft).version == "of an earlier version"
    page = maria.get(reverse("documents", args=[draft.alliance.public_id]))
    assert "of an earlier version" in page.content.decode()


def test_a_declaration_is_of_an_earlier_version_after_any_change(maria, draft):
    upload_signed(draft, number=1, code=draw(draft, 1).code)
    page = maria.get(at(draft, number=1)).context["page"]
    draft.alliance.partnerships.filter(number=3).update(name="Another")

    later = maria.get(at(draft, number=1)).context["page"]

    assert page.copies[0].is_present
    assert not later.copies[0].is_present


def test_a_copy_of_a_role_it_has_no_more_is_of_an_earlier_version(maria, draft):
    upload_signed(draft, code=draw(draft).code)
    draft.alliance.partnerships.filter(number=1).update(role="full_partner")
    draft.alliance.partnerships.filter(number=2).update(role="applicant")

    assert line(maria, draft).version == "of an earlier version"


def test_history_says_what_was_replaced_and_removed(maria, draft):
    first = upload_signed(draft)
    second = upload_signed(draft)
    maria.post(at(draft, "signed-copy-remove", key=second.pk))

    newest, oldest = maria.get(at(draft)).context["page"].copies
    again = maria.post(at(draft, "signed-copy-remove", key=first.pk), follow=True)

    assert newest.ended.startswith("removed ")
    assert oldest.ended.startswith("replaced ")
    assert (newest.has_file, oldest.has_file) == (False, True)
    assert "removed or replaced meanwhile" in again.content.decode()


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"MZ", "", "This is no PDF, JPEG or PNG"),
        (b"%PDF-1.7 x", "", "damaged"),
        (None, "00000000", "has this code"),
        (b"x" * (5 * 1024 * 1024 + 1), "", "larger than 5 MB"),
    ],
)
def test_what_is_refused_is_said_beside_its_field(maria, draft, content, code, words):
    answer = maria.post(at(draft), sent(content, code))

    assert answer.status_code == REFUSED
    assert words in answer.content.decode()
    assert SignedCopy.objects.count() == 0


def test_no_file_is_said(maria, draft):
    assert "Choose a file." in maria.post(at(draft)).content.decode()


def test_a_copy_is_sent_as_a_file_without_an_origin(maria, draft):
    copy = upload_signed(draft)

    answer = maria.get(at(draft, "signed-copy", key=copy.pk))

    assert answer.getvalue() == blank_pdf_like(copy)
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith(
        'attachment; filename="p2-chamber-of-ghent-mandate-signed-'
    )
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


def blank_pdf_like(copy):
    with copy.file.open("rb") as file:
        return file.read()


def test_who_reads_sees_the_state_and_gets_no_file(client, draft):
    copy = upload_signed(draft)
    client.force_login(make_colleague(draft, role="viewer"))

    page = client.get(at(draft)).content.decode()

    assert "nobody said of which version" in page
    assert "Upload the signed copy" not in page
    assert client.get(at(draft, "signed-copy", key=copy.pk)).status_code == FORBIDDEN
    assert client.post(at(draft), sent()).status_code == FORBIDDEN
    address = at(draft, "signed-copy-remove", key=copy.pk)
    assert client.post(address).status_code == FORBIDDEN


def test_a_copy_of_another_partner_is_not_there(maria, draft):
    copy = upload_signed(draft, number=3)

    assert maria.get(at(draft, "signed-copy", key=copy.pk)).status_code == MISSING


def test_who_signs_nothing_has_no_page(maria, draft):
    draft.alliance.partnerships.filter(number=2).update(role="associated_partner")

    assert maria.get(at(draft)).status_code == MISSING


@pytest.mark.parametrize("module", ["signed_copies", "own_mandate"])
def test_uploads_are_limited(maria, draft, monkeypatch, module):
    token = confirmed_link(draft)
    monkeypatch.setattr(
        f"proposals.views.{module}.is_too_often", lambda *_, **_more: True
    )
    own = reverse("own-mandate-signed", args=[token])
    address = own if module == "own_mandate" else at(draft)

    assert maria.post(address, sent()).status_code == TOO_OFTEN
    assert SignedCopy.objects.count() == 0


def test_the_contact_uploads_by_its_link(client, draft):
    token = confirmed_link(draft)
    document = draw(draft)
    own = reverse("own-mandate-signed", args=[token])

    before = client.get(reverse("confirm", args=[token])).content.decode()
    shown = client.get(own).content.decode()
    answer = client.post(own, sent(code=document.code))

    page = client.get(reverse("confirm", args=[token])).content.decode()
    assert ">Your mandate, to be signed</h2>" in before
    assert "Upload the signed mandate" in shown
    assert ">Mandate signed</h2>" in page
    assert answer.url == f"{reverse('confirm', args=[token])}#mandate"
    assert "by Anna, of the present version" in page
    assert SignedCopy.objects.get(request__answered_name="Anna").pages == 1


def test_what_the_contact_sends_is_refused_beside_its_field(client, draft):
    own = reverse("own-mandate-signed", args=[confirmed_link(draft)])

    answer = client.post(own, sent(b"MZ"))

    assert answer.status_code == REFUSED
    assert "This is no PDF, JPEG or PNG" in answer.content.decode()


def test_an_old_link_takes_no_upload_without_its_code(client, draft):
    token = confirmed_link(draft)
    grow_old()

    answer = client.post(reverse("own-mandate-signed", args=[token]), sent())

    assert answer.url == reverse("confirm", args=[token])
    assert SignedCopy.objects.count() == 0
