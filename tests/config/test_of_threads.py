"""A thread finds its own language, time zone and place, and those of no other."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC
from zoneinfo import ZoneInfo

import pytest
from django.urls import (
    base,
    get_script_prefix,
    reverse,
    set_script_prefix,
    set_urlconf,
)
from django.utils import timezone
from django.utils.translation import get_language, gettext, override

from config.of_threads import PLACES, keep_in_threads


@pytest.fixture(autouse=True)
def _kept():
    """Keep them so: where a test chooses languages, Django takes its own again."""
    keep_in_threads()


def test_a_process_begins_with_it():
    assert isinstance(vars(base)["_prefixes"], threading.local)


def test_django_looks_there():
    set_script_prefix("/below/")
    set_urlconf("config.urls")
    try:
        with override("de"), timezone.override(UTC):
            kept = [getattr(module, name).value for module, name in PLACES]
    finally:
        set_script_prefix("/")
        set_urlconf(None)

    assert kept[0].language() == "de"
    assert kept[1:] == [UTC, "/below/", "config.urls"]


def test_threads_do_not_hear_each_other():
    """Each sets its own and waits for all others before it reads."""
    all_set = threading.Barrier(3)

    def said(language, prefix, zone):
        set_script_prefix(prefix)
        with override(language), timezone.override(ZoneInfo(zone)):
            all_set.wait(10)
            return (
                *(get_language(), gettext("Save"), reverse("status")),
                str(timezone.get_current_timezone()),
            )

    with ThreadPoolExecutor(3) as threads:
        given = [
            ("en", "/", "UTC"),
            ("de", "/below/", "Europe/Athens"),
            ("sr", "/a/", "Atlantic/Azores"),
        ]
        found = list(threads.map(said, *zip(*given, strict=True)))

    assert found == [
        ("en", "Save", "/status/", "UTC"),
        ("de", "Speichern", "/below/status/", "Europe/Athens"),
        ("sr", gettext_in("sr"), "/a/status/", "Atlantic/Azores"),
    ]


def gettext_in(language):
    with override(language):
        return gettext("Save")


def test_what_was_set_before_stands():
    set_script_prefix("/below/")
    try:
        with override("de"):
            keep_in_threads()

            assert (get_language(), get_script_prefix()) == ("de", "/below/")
    finally:
        set_script_prefix("/")
