"""Closes the product for writing and opens it again: `read_only on|off|status`."""

import argparse
import datetime as dt
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone

from alliances.selectors.pauses import KNOWN_SECONDS, present_pause
from alliances.services.pauses import (
    LONGEST_REASON,
    MOST_AHEAD,
    AlreadyPaused,
    begin_pause,
    end_pause,
)
from alliances.words import moment_words
from config.celery import SWEEPER, app
from proposals.selectors.administrators.operation import figures

WRITING = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND backend_xid IS NOT NULL
      AND pid <> pg_backend_pid()
"""
LOOK_AGAIN_SECONDS = 0.5


class Command(BaseCommand):
    """Let everything be read and nothing be changed, on all machines at once."""

    help = "Close for writing (on), open again (off), or say how it is (status)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what is to be done, why, and until when."""
        parser.add_argument("act", choices=["on", "off", "status"])
        parser.add_argument("--reason", default="", help="what everybody is told")
        parser.add_argument(
            "--until", type=_moment, help="when it ends as a rule: 2026-11-29T18:00"
        )
        parser.add_argument(
            "--wait", type=int, default=60, help="seconds for what is under way"
        )

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401, ARG002  # Django's signature
        """Do it and say what holds now."""
        if options["act"] == "on":
            self._close(**options)
        elif options["act"] == "off":
            self._open()
        self.stdout.write(_state())

    def _close(
        self, *, reason: str, until: dt.datetime | None, wait: int, **_: object
    ) -> None:
        if not 0 < len(reason) <= LONGEST_REASON:
            most = f"in up to {LONGEST_REASON} characters"
            raise CommandError(f"Say why, {most}: --reason TEXT.")
        try:
            begin_pause(reason=reason, until=until, now=timezone.now())
        except AlreadyPaused as error:
            raise CommandError(f"{_state()} End that first.") from error
        time.sleep(KNOWN_SECONDS)
        if left := _under_way(wait):
            raise CommandError(f"Closed, but {left} is still under way: look again.")

    def _open(self) -> None:
        if not end_pause(now=timezone.now()):
            raise CommandError("It was not closed.")
        # Jobs that lay still are sent at once; else at the next sweep.
        app.send_task(SWEEPER, retry=False)


def _under_way(wait: int) -> str:
    """Wait for what was begun before; return what is left of it, or nothing."""
    end = time.monotonic() + wait
    while left := _left():
        if time.monotonic() > end:
            return left
        time.sleep(LOOK_AGAIN_SECONDS)
    return ""


def _left() -> str:
    jobs = sum(each.states["working"] for each in figures().work.values())
    requests = 0
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(WRITING)
            (requests,) = cursor.fetchone()
    return f"{jobs} jobs, {requests} transactions" if jobs + requests else ""


def _state() -> str:
    pause = present_pause()
    if pause is None:
        return "Open for writing."
    began = moment_words(timezone.localtime(pause.began_at))
    ends = pause.until and moment_words(timezone.localtime(pause.until))
    return f"Read-only since {began}, until {ends or 'nobody said'}: {pause.reason}."


def _moment(text: str) -> dt.datetime:
    """Read a moment in Brussels."""
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError as error:
        wrong = "write it as 2026-11-29T18:00, Brussels time"
        raise argparse.ArgumentTypeError(wrong) from error
    moment = found if found.tzinfo else timezone.make_aware(found)
    if moment <= timezone.now():
        raise argparse.ArgumentTypeError("this moment has passed")
    if moment > timezone.now() + MOST_AHEAD:
        raise argparse.ArgumentTypeError(f"at most {MOST_AHEAD.days} days ahead")
    return moment
