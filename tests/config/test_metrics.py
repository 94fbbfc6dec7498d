"""What is measured of each request, and what the log says of slow statements."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import ResolverMatch
from django.utils import timezone
from structlog.testing import capture_logs

from config import metrics
from config.arrival import note_arrival
from tests.factories import make_user

ROUTE = "for-tests:only"
SECRET = "ada@example.org"


def value(name, **labels):
    return metrics.REGISTRY.get_sample_value(name, labels) or 0


def answer_with(statements, rf, method="get"):
    """Answer a request whose page sends these statements."""

    def page(request):
        request.resolver_match = ResolverMatch(
            page, (), {}, url_name="only", namespaces=["for-tests"]
        )
        with connection.cursor() as cursor:
            for each in statements:
                cursor.execute(each, [SECRET])
        return HttpResponse(status=418)

    return metrics.measure_requests(page)(getattr(rf, method)(f"/confirm/{SECRET}/"))


@pytest.mark.django_db
def test_request_is_counted_by_its_route_with_its_statements(rf):
    counted = ("alliances_requests_total", "alliances_request_seconds_count")
    before = value("alliances_database_statements_total", route=ROUTE)
    requests = [
        value(counted[0], route=ROUTE, method="GET", status="418"),
        value(counted[1], route=ROUTE, method="GET"),
    ]

    answer_with(["SELECT %s", "SELECT %s"], rf)

    assert value("alliances_database_statements_total", route=ROUTE) == before + 2
    assert value("alliances_database_seconds_total", route=ROUTE) > 0
    assert [
        value(counted[0], route=ROUTE, method="GET", status="418"),
        value(counted[1], route=ROUTE, method="GET"),
    ] == [requests[0] + 1, requests[1] + 1]


def test_wait_for_a_thread_is_told_from_the_work(rf):
    waited, worked = "alliances_request_waited_seconds_sum", "alliances_request_seconds"
    labels = {"route": "none", "method": "GET"}
    before = value(waited), value(f"{worked}_sum", **labels)
    note_arrival(timezone.now() - timedelta(seconds=7))

    metrics.measure_requests(lambda _: HttpResponse())(rf.get("/"))
    note_arrival(None)

    assert 7 <= value(waited) - before[0] < 8
    assert value(f"{worked}_sum", **labels) - before[1] < 1


def test_invented_method_has_no_line_of_its_own(rf):
    labels = {"route": "none", "method": "other", "status": "405"}
    before = value("alliances_requests_total", **labels)
    middleware = metrics.measure_requests(lambda _: HttpResponse(status=405))

    middleware(rf.generic("BREW", "/"))

    assert value("alliances_requests_total", **labels) == before + 1


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/nowhere/at/all/", "/static/none.css"])
def test_what_has_no_route_is_counted_together(client, path):
    labels = {"route": "none", "method": "GET", "status": "404"}
    before = value("alliances_requests_total", **labels)

    client.get(path)

    assert value("alliances_requests_total", **labels) == before + 1


@pytest.mark.django_db
def test_statements_of_middleware_count_too(client):
    route = {"route": "account"}
    client.force_login(make_user())
    before = value("alliances_database_statements_total", **route)

    with CaptureQueriesContext(connection) as sent:
        client.get("/accounts/me/")

    # Among them those for session and person, before the page is asked.
    added = value("alliances_database_statements_total", **route) - before
    assert added == len(sent) > 1


@pytest.mark.django_db
def test_slow_statement_is_told_without_what_it_was_asked_with(rf, monkeypatch):
    monkeypatch.setattr(metrics, "SLOW_SECONDS", 0)

    with capture_logs() as lines:
        answer_with(["SELECT %s"], rf)

    [line] = lines
    milliseconds = line.pop("milliseconds")
    assert line == {
        "event": "slow_statement",
        "log_level": "warning",
        "route": ROUTE,
        "sql": "SELECT %s",
    }
    assert isinstance(milliseconds, int)


@pytest.mark.django_db
def test_fast_statement_is_no_line(rf, monkeypatch):
    monkeypatch.setattr(metrics, "SLOW_SECONDS", 60)

    with capture_logs() as lines:
        answer_with(["SELECT %s"], rf)

    assert lines == []
