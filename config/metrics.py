"""What each request took, by the name of its route: never by its address.

Addresses hold the links of partners, which let people in. A route's name is one of a
fixed set, so it is neither a secret nor without end.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import structlog
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    disable_created_metrics,
)

from config.arrival import arrival
from config.middleware import METHODS, GetResponse

# Else each series comes twice, once with the moment it began.
disable_created_metrics()  # type: ignore[no-untyped-call]  # the library leaves it out
REGISTRY = CollectorRegistry()
REQUESTS = Counter(
    "alliances_requests",
    "Requests answered.",
    ("route", "method", "status"),
    registry=REGISTRY,
)
REQUEST_SECONDS = Histogram(
    "alliances_request_seconds",
    "How long a request took once a thread had it.",
    ("route", "method"),
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
    registry=REGISTRY,
)
WAITED_SECONDS = Histogram(
    "alliances_request_waited_seconds",
    "From the first bytes of a request until a thread took it.",
    buckets=(0.01, 0.1, 0.5, 1, 2.5, 5, 10, 30),
    registry=REGISTRY,
)
STATEMENTS = Counter(
    "alliances_database_statements",
    "Statements sent to the database while answering.",
    ("route",),
    registry=REGISTRY,
)
STATEMENT_SECONDS = Counter(
    "alliances_database_seconds",
    "How long these statements took.",
    ("route",),
    registry=REGISTRY,
)
SLOW_SECONDS = 0.25
"""From here on a statement is worth a line in the log."""
NO_ROUTE, OTHER_METHOD = "none", "other"

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Statements:
    """Counts the statements of a request or task, and tells the log of slow ones."""

    place: Callable[[], dict[str, str]]
    """Where they are sent, in words of the log: known only once a route is found."""
    number: int = 0
    seconds: float = 0.0

    def __call__(
        self,
        execute: Callable[..., Any],
        sql: str,
        parameters: Any,  # noqa: ANN401  # of any database
        many: bool,  # noqa: FBT001  # Django's signature
        context: dict[str, Any],
    ) -> Any:  # noqa: ANN401  # as above
        """Run a statement; what it was asked with is personal and goes nowhere."""
        began = time.perf_counter()
        try:
            return execute(sql, parameters, many, context)
        finally:
            taken = time.perf_counter() - began
            self.number += 1
            self.seconds += taken
            if taken >= SLOW_SECONDS:
                log.warning(
                    "slow_statement",
                    milliseconds=round(taken * 1000),
                    sql=str(sql),
                    **self.place(),
                )


def measure_requests(get_response: GetResponse) -> GetResponse:
    """Count each request, its time and its statements once it is answered."""

    def middleware(request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        WAITED_SECONDS.observe((now - arrival(now=now)).total_seconds())
        statements = Statements(lambda: {"route": route_of(request)})
        began = time.perf_counter()
        with connection.execute_wrapper(statements):
            answer = get_response(request)
        route, method = route_of(request), _method_of(request)
        REQUESTS.labels(route, method, answer.status_code).inc()
        REQUEST_SECONDS.labels(route, method).observe(time.perf_counter() - began)
        STATEMENTS.labels(route).inc(statements.number)
        STATEMENT_SECONDS.labels(route).inc(statements.seconds)
        return answer

    return middleware


def route_of(request: HttpRequest) -> str:
    """Return the name of the address, or that it has none: files, what is not there."""
    match = request.resolver_match
    return (match.view_name if match else "") or NO_ROUTE


def _method_of(request: HttpRequest) -> str:
    """Return a method we know: anybody may invent others."""
    return str(request.method) if request.method in METHODS else OTHER_METHOD
