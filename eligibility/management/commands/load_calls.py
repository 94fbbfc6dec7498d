"""Publishes everything that is shipped: countries, rulebooks, reference data."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from alliances.models import Call, Country
from alliances.services.reference import load_countries, publish_edition
from eligibility import catalogue
from eligibility.models import Rulebook
from eligibility.services.rulebooks import publish_rulebook

REASON = "Shipped with the product"
REHEARSAL = "rehearsal"


class Command(BaseCommand):
    help = (
        "Publish the shipped countries, rulebooks and reference data. What is published"
        " already stays as it is; the rehearsal call is renewed once it has closed."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:  # noqa: ANN401  # Django's own signature
        self._load_countries()
        for code in catalogue.shipped_codes():
            self._load_rulebook(code)
            self._load_tables(code)
            self.stdout.write(f"{code}: loaded")

    def _load_countries(self) -> None:
        """Store countries that are missing: a name corrected in the database stays."""
        stored = set(Country.objects.values_list("code", flat=True))
        load_countries(
            rows=[
                (code, *names)
                for code, names in catalogue.iso_countries().items()
                if code not in stored
            ]
        )

    def _load_rulebook(self, code: str) -> None:
        """Publish a shipped text once: a later correction in the database stays."""
        if code == REHEARSAL and self._is_open(code):
            return
        text = catalogue.shipped_text(code)
        if not Rulebook.objects.filter(call=code, text=text).exists():
            publish_rulebook(text=text, reason=REASON)

    def _is_open(self, code: str) -> bool:
        """Say whether the call keeps the deadline of an earlier set-up."""
        return Call.objects.open_at(timezone.now()).filter(code=code).exists()

    def _load_tables(self, code: str) -> None:
        """Publish the tables of a call once; administrators correct them afterwards."""
        call = Call.objects.get(code=code)
        if not call.editions.exists():
            tables = catalogue.shipped_tables(code)
            publish_edition(call=call, tables=tables, reason=REASON)
