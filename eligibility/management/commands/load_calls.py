"""Publishes everything that is shipped: countries, rulebooks, reference data."""

import argparse
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from alliances.files.nace import shipped_nace
from alliances.files.tables import RegisteredCountry
from alliances.models import Call, Country
from alliances.selectors.nace import current_nace_edition
from alliances.selectors.reference import registered_countries
from alliances.selectors.shared import current_country_edition
from alliances.services.countries import publish_countries
from alliances.services.nace import publish_nace
from alliances.services.reference import publish_edition
from alliances.words import SHIPPED
from eligibility import catalogue
from eligibility.core import parse_rulebook
from eligibility.models import Rulebook
from eligibility.services.earlier_deadlines import DeadlineEarlier, require_meant
from eligibility.services.rulebooks import publish_rulebook
from eligibility.words import deadline_words

REHEARSAL = "rehearsal"


class Command(BaseCommand):
    help = (
        "Publish the shipped countries, NACE, rulebooks and reference data. What is"
        " published already stays as it is, and so does a correction of an"
        " administrator. In the demo the rehearsal call is opened, and renewed once it"
        " has closed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--rehearsal",
            action=argparse.BooleanOptionalAction,
            default=settings.DEMO,
            help="open a call to rehearse with, a copy of 2020 (default: in the demo)",
        )
        parser.add_argument(
            "--overrule",
            action="store_true",
            help="publish a shipped rulebook that is new also over a correction",
        )
        parser.add_argument(
            "--earlier-deadlines",
            action="store_true",
            help="publish a shipped rulebook also where it ends a call earlier",
        )

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's own signature
        self._load_countries()
        self._load_nace()
        for code in catalogue.shipped_codes():
            if code == REHEARSAL and not options["rehearsal"]:
                continue
            done = self._load_rulebook(
                code,
                overrule=options["overrule"],
                makes_earlier=options["earlier_deadlines"],
            )
            self._load_tables(code)
            self.stdout.write(f"{code}: {done}")

    def _load_countries(self) -> None:
        """Publish countries that are missing: what was corrected or left out stays."""
        stored = set(Country.objects.values_list("code", flat=True))
        missing = [
            RegisteredCountry(code, *names)
            for code, names in catalogue.iso_countries().items()
            if code not in stored
        ]
        if missing:
            present = current_country_edition()
            publish_countries(
                rows=[*registered_countries(), *missing],
                reason=SHIPPED,
                compared_with=present.version if present else 0,
            )

    def _load_nace(self) -> None:
        """Publish the shipped classification once; administrators correct it then."""
        if current_nace_edition() is None:
            rows = tuple(shipped_nace().values())
            publish_nace(rows=rows, reason=SHIPPED, compared_with=0)

    def _load_rulebook(self, code: str, *, overrule: bool, makes_earlier: bool) -> str:
        """Publish a shipped text once; return what was done in words.

        A text of a newer release takes the place of an older release's, not of what an
        administrator published: whoever read the guide knows better than we. Nor does
        it end a call earlier by itself, whoever gave it its deadline.
        """
        if code == REHEARSAL and self._is_open(code):
            return "loaded"
        text = catalogue.shipped_text(code)
        published = Rulebook.objects.filter(call=code)
        if published.filter(text=text).exists():
            return "loaded"
        present = published.order_by("-version").first()
        if present is not None and present.reason != SHIPPED and not overrule:
            return (
                f"version {present.version} was corrected here, so the newer shipped"
                " rules were left out; --overrule publishes them"
            )
        if not makes_earlier and (why := self._earlier(text, present)):
            return why
        publish_rulebook(text=text, reason=SHIPPED)
        return "loaded"

    def _earlier(self, text: str, present: Rulebook | None) -> str:
        """Say from when to when a text moves its deadline ahead; empty if it doesn't.

        Each start runs this, so what is left out is said and the rest is published.
        """
        law = parse_rulebook(text, source="rulebook.toml")
        before = catalogue.published_rulebook(present) if present else None
        try:
            require_meant(rulebook=law, present=before, makes_earlier=False)
        except DeadlineEarlier as earlier:
            return (
                f"version {earlier.present.version} closes on"
                f" {deadline_words(earlier.present.deadline)}, and the shipped rules on"
                f" {deadline_words(law.deadline)}, so they were left out;"
                " --earlier-deadlines publishes them"
            )
        return ""

    def _is_open(self, code: str) -> bool:
        """Say whether the call keeps the deadline of an earlier set-up."""
        return Call.objects.open_at(timezone.now()).filter(code=code).exists()

    def _load_tables(self, code: str) -> None:
        """Publish the tables of a call once; administrators correct them afterwards."""
        call = Call.objects.get(code=code)
        if not call.editions.exists():
            tables = catalogue.shipped_tables(code)
            publish_edition(call=call, tables=tables, reason=SHIPPED)
