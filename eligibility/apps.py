"""Registers the eligibility app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EligibilityConfig(AppConfig):
    name = "eligibility"
    verbose_name = _("Rules")

    def ready(self) -> None:
        """Let no edition take from an open call what somebody needs to submit."""
        from alliances.guards import register_edition_guard  # noqa: PLC0415  # models are not there before
        from eligibility.services.opening import guard_edition  # noqa: PLC0415  # as above

        register_edition_guard(guard_edition)
