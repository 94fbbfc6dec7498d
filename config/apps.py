"""Registers the system checks and makes the queue known to every process."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Loads what must be there before the first request or command."""

    name = "config"

    def ready(self) -> None:
        """Register checks; make our Celery app the one that messages go to."""
        # Both need the settings, which are complete only now.
        from config import celery, checks, second_factors  # noqa: F401, PLC0415  # needs the app registry
