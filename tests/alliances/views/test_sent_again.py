"""What was sent while the service is away stands in the page that says so."""

from urllib.parse import urlencode

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.base import BaseHandler
from django.db import OperationalError
from django.test import Client

from alliances.views.sent_again import MOST_CHARACTERS, PLAIN_FORM, SentForm, sent_form

PLAN = "/alliances/one/plan/?part=2"
TITLE = "Ümlaut & “quotes”"
TYPED = {"title": TITLE, "partners": ["1", "2"]}


def posted(rf, fields, *, to=PLAN, **options):
    return rf.post(to, urlencode(fields, doseq=True), PLAIN_FORM, **options)


def test_form_is_kept_field_by_field(rf):
    sent = sent_form(posted(rf, TYPED))

    fields = (("title", TITLE), ("partners", "1"), ("partners", "2"))
    assert sent == SentForm(fields)


def test_nothing_typed_is_nothing_to_send(rf):
    assert sent_form(rf.get(PLAN)) is None
    assert sent_form(posted(rf, {})) is None


@pytest.mark.parametrize("door", ["/accounts/login/", "/admin/login/"])
def test_passwords_and_codes_are_never_repeated(rf, door):
    assert sent_form(posted(rf, {"password": "hunter2"}, to=door)) is None


@pytest.mark.parametrize("header", ["HX-Request", "X-CSRFToken"])
def test_what_a_script_sent_it_keeps_itself(rf, header):
    assert sent_form(posted(rf, TYPED, headers={header: "1"})) is None


def test_files_and_endless_texts_are_not_repeated(rf):
    file = SimpleUploadedFile("list.csv", b"name")

    assert sent_form(rf.post(PLAN, {**TYPED, "file": file})) is None
    assert sent_form(posted(rf, {"text": "x" * (MOST_CHARACTERS + 1)})) is None


def test_page_sends_it_again_to_the_same_address(monkeypatch):
    error = OperationalError("gone")
    error.__cause__ = psycopg.OperationalError()

    def fail(_handler, _request):
        raise error

    monkeypatch.setattr(BaseHandler, "resolve_request", fail)

    answer = Client(raise_request_exception=False).post(
        PLAN, urlencode(TYPED, doseq=True), content_type=PLAIN_FORM
    )

    page = answer.content.decode()
    assert answer.status_code == 503
    assert '<form id="sent" method="post">' in page
    assert 'name="title" value="Ümlaut &amp; “quotes”"' in page
    assert 'form="sent">Send again</button>' in page
