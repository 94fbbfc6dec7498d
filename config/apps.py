"""Registers the system checks and makes the queue known to every process."""

from typing import Any

from django.apps import AppConfig
from django.db.backends.signals import connection_created

MOST_PLANNED = 400
"""Statements a connection keeps planned; the library keeps a hundred, and a thread that
serves every page asks more."""


class ConfigConfig(AppConfig):
    """Loads what must be there before the first request or command."""

    name = "config"

    def ready(self) -> None:
        """Register checks and our Celery app; have errors nobody handles reported."""
        # They need the settings, which are complete only now.
        from config import celery, checks, error_reports, second_factors  # noqa: F401, PLC0415  # needs the app registry
        from config.constant_tags import keep_constants  # noqa: PLC0415  # as above
        from config.kept_words import keep_words  # noqa: PLC0415  # as above
        from config.of_threads import keep_in_threads  # noqa: PLC0415  # as above

        keep_constants()
        keep_words()
        keep_in_threads()
        error_reports.listen()
        connection_created.connect(keep_more_plans)


def keep_more_plans(*, connection: Any, **_more: object) -> None:  # noqa: ANN401  # of any engine
    """Let a connection keep the plans of all that is asked often."""
    if connection.vendor == "postgresql":
        connection.connection.prepared_max = MOST_PLANNED
