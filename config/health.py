"""Answers load balancers: is the process alive, and may it get traffic?"""

from collections.abc import Callable

import structlog
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alliances import outbox
from alliances.selectors.pauses import present_pause
from config import clocks

SERVICE_UNAVAILABLE = 503

logger = structlog.get_logger(__name__)


class NotReady(Exception):  # states a fact, as all our refusals do
    """A part this process needs does not answer as it must."""


def check_database() -> None:
    """Ask the database the cheapest question."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def check_migrations() -> None:
    """Refuse traffic while the schema is older than the code."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotReady("Migrations are waiting: run `manage.py migrate`.")


def check_broker() -> None:
    """Reach the queue; jobs would wait otherwise."""
    outbox.reach()


def check_cache() -> None:
    """Reach the cache, which holds the limits on sign-in; not the files behind it."""
    ask = getattr(cache, "ask_server", cache.get)
    ask("health")


CHECKS: dict[str, Callable[[], None]] = {
    "database": check_database,
    "migrations": check_migrations,
    "broker": check_broker,
    "cache": check_cache,
    "clock": clocks.check,
}
NEEDED = frozenset({"database", "migrations"})
"""Without these nobody can be answered. The others are told and traffic goes on: what
all machines share would else take all of them away at once, and answers, confirmations
and submissions are stored without a queue."""


@login_not_required
@require_safe
def live(request: HttpRequest) -> JsonResponse:  # noqa: ARG001  # Django's signature
    """Answer while the process runs at all; a restart is the remedy otherwise."""
    return JsonResponse({"status": "alive"})


@login_not_required
@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:  # noqa: ARG001  # Django's signature
    """Say part by part whether this process can serve; causes go to the log only."""
    parts = {name: _works(name, check) for name, check in CHECKS.items()}
    failed = {name for name, works in parts.items() if not works}
    may_serve = not failed & NEEDED
    words = "degraded" if failed else "ready"
    return JsonResponse(
        {
            "status": words if may_serve else "not ready",
            "parts": {name: "ok" if ok else "failed" for name, ok in parts.items()},
            # No reason to take traffic away: everything can be read.
            "writing": "paused" if present_pause() else "open",
        },
        status=200 if may_serve else SERVICE_UNAVAILABLE,
    )


def _works(name: str, check: Callable[[], None]) -> bool:
    try:
        check()
    except Exception:  # whatever the part raises, the answer is "failed"
        logger.warning("health_check_failed", part=name, exc_info=True)
        return False
    return True
