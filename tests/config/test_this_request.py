"""What is known of a request without asking anybody."""

import structlog
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from config.this_request import RequestFacts, name_request, present_facts


def seen_within(request):
    """Return what a page says of this request, and the name its log lines carry."""
    seen = []

    def look(_request):
        named = structlog.contextvars.get_contextvars()["request_id"]
        seen.append((present_facts(), named))
        return HttpResponse()

    name_request(look)(request)
    return seen[0]


def test_nothing_is_known_outside_of_a_request():
    assert present_facts() == RequestFacts()


def test_log_lines_carry_the_reference_people_read():
    facts, named = seen_within(RequestFactory().get("/"))

    assert facts.reference == named


def test_name_given_by_a_stranger_is_replaced():
    request = RequestFactory().get("/", headers={"x-request-id": "mine"})

    facts, _ = seen_within(request)

    assert request.headers["x-request-id"] == facts.reference != "mine"


def test_nothing_is_known_once_a_request_is_answered():
    seen_within(RequestFactory().get("/"))

    assert present_facts() == RequestFacts()
    assert "request_id" not in structlog.contextvars.get_contextvars()


def test_moment_is_written_in_the_language_of_the_reader():
    with translation.override("fr"):
        facts, _ = seen_within(RequestFactory().get("/"))

    assert facts.moment[:2].strip().isdigit()


def test_host_that_cannot_be_has_no_page_before():
    request = RequestFactory().get(
        "/", headers={"host": "evil.example", "referer": "http://evil.example/page"}
    )

    facts, _ = seen_within(request)

    assert facts.back == ""
