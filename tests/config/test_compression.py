"""Pages are compressed for whoever takes them so; nothing else is."""

import gzip

import pytest
from django.http import HttpResponse, StreamingHttpResponse

from config.compression import compress_pages

PAGE = b"<!DOCTYPE html><p>The same again</p>" * 100


def sent(rf, answer, accepts="gzip, deflate, br"):
    request = rf.get("/", headers={"accept-encoding": accepts})
    return compress_pages(lambda _request: answer)(request)


@pytest.mark.django_db
def test_page_is_sent_compressed(client):
    answer = client.get("/accounts/login/", headers={"accept-encoding": "gzip"})
    as_it_was = client.get("/accounts/login/")

    assert answer["Content-Encoding"] == "gzip"
    assert int(answer["Content-Length"]) == len(answer.content)
    assert b"<!DOCTYPE html>" in gzip.decompress(answer.content)
    assert "Content-Encoding" not in as_it_was
    assert "Accept-Encoding" in as_it_was["Vary"]


def test_what_is_read_is_what_was_written(rf):
    assert gzip.decompress(sent(rf, HttpResponse(PAGE)).content) == PAGE


def test_size_of_a_page_tells_nobody_what_is_in_it(rf):
    sizes = {len(sent(rf, HttpResponse(PAGE)).content) for _each in range(50)}

    assert len(sizes) > 1


def test_who_takes_no_compressed_page_gets_it_as_it_is(rf):
    assert sent(rf, HttpResponse(PAGE), accepts="br").content == PAGE


@pytest.mark.parametrize(
    "answer",
    [
        HttpResponse(b"%PDF" * 1000, content_type="application/pdf"),
        HttpResponse(b"<p>Short</p>"),
        StreamingHttpResponse([PAGE]),
    ],
)
def test_files_and_short_parts_are_sent_as_they_are(rf, answer):
    assert "Content-Encoding" not in sent(rf, answer)
