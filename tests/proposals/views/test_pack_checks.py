import hashlib

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from alliances.views.uploads import PackSizeLimit
from proposals.models import ApplicationPack
from proposals.verify_codes import verify_code
from tests.factories import make_eligible_draft, submit
from tests.proposals.files.pack_pdfs import NUMBER, pdf_with, whole_files

pytestmark = pytest.mark.django_db
SHOWN, MISSING, REFUSED, TOO_OFTEN = 200, 404, 422, 429
PDF = b"%PDF-1.7 as it is stored"


@pytest.fixture(autouse=True)
def empty_counters():
    cache.clear()


@pytest.fixture
def address():
    submission = submit(make_eligible_draft(acronym="CHARTER"))
    code = verify_code(number=submission.number, sha256=submission.sha256)
    return reverse("verified", args=[submission.number, code])


def bring(client, address, content, name="pack.pdf"):
    return client.post(address, {"file": SimpleUploadedFile(name, content)})


def test_submitted_pack_is_told_as_such(client, address):
    ApplicationPack.objects.update(file_sha256=hashlib.sha256(PDF).hexdigest())

    answer = bring(client, address, PDF)

    assert answer.status_code == SHOWN
    assert answer.context["check"].heading == "This is the submitted pack"
    assert answer["Referrer-Policy"] == "strict-origin"
    assert "no-store" in answer["Cache-Control"]


def test_other_pack_is_told_with_what_it_claims(client, address):
    answer = bring(client, address, pdf_with(whole_files()))

    assert f"It says that it is the pack of {NUMBER}." in answer.content.decode()


def test_what_a_file_claims_is_text(client, address):
    files = whole_files(number="<script>")

    text = bring(client, address, pdf_with(files)).content.decode()

    assert "It says that it is the pack of &lt;script&gt;." in text


def test_other_kinds_of_files_are_refused(client, address):
    answer = bring(client, address, b"PK\x03\x04", name="pack.zip")

    assert answer.status_code == REFUSED
    assert answer.context["form"].errors["file"] == [
        "This is no PDF. Choose a pack as PDF."
    ]


def test_no_file_is_refused(client, address):
    answer = client.post(address, {})

    assert answer.status_code == REFUSED
    assert answer.context["form"].errors["file"] == ["Choose a file."]


def test_file_beyond_the_limit_is_dropped_and_said(client, address, monkeypatch):
    monkeypatch.setattr(PackSizeLimit, "most_bytes", 10)

    answer = bring(client, address, PDF)

    assert answer.status_code == REFUSED
    assert answer.context["form"].errors["file"] == ["This file is larger than 48 MB."]


def test_file_at_a_wrong_link_gets_the_answer_of_a_wrong_link(client, address):
    wrong = address[:-5] + "AAAA/"

    answer = bring(client, wrong, PDF)

    assert answer.status_code == MISSING
    assert "check" not in answer.context


def test_files_end_soon(client, address):
    answers = [bring(client, address, PDF).status_code for _time in range(11)]

    assert answers == [SHOWN] * 10 + [TOO_OFTEN]
    assert client.get(address).status_code == SHOWN
