"""The page a proxy shows alone: in every language, and without another file."""

import io
import re

from django.conf import settings
from django.core.management import call_command

from config.maintenance import maintenance_page

WAITING = {
    "en": "The service is stopped for maintenance",
    "de": "Der Dienst ist zur Wartung angehalten",
    "fr": "Le service est arrêté pour maintenance",
    "sr": "Услуга је заустављена ради одржавања",  # noqa: RUF001  # Serbian
    "sr-latn": "Usluga je zaustavljena radi održavanja",
}


def test_page_speaks_every_language():
    found = re.findall(
        r'<section[^>]* lang="([a-z-]+)">\s*<h2>([^<]+)', maintenance_page()
    )

    assert dict(found) == WAITING
    assert [code for code, _ in found] == [code for code, _ in settings.LANGUAGES]


def test_page_loads_nothing():
    page = maintenance_page()

    assert re.findall(r'(?:src|href)="([^"]*)"|url\(', page) == ["data:,"]
    assert "--paper: light-dark(" in page


def test_command_prints_the_page():
    printed = io.StringIO()

    call_command("maintenance_page", stdout=printed)

    assert printed.getvalue().strip() == maintenance_page().strip()
