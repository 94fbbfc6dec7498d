"""What pages take to be measured of workers, queue and disk while a test runs."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django.utils import timezone

from proposals.enums import Part
from proposals.selectors.administrators import service_facts
from proposals.selectors.administrators.service_facts import Facts

LONG_AGO = dt.timedelta(minutes=20)


def working(**changes: Any) -> Facts:
    """Return facts of a service that works, but for what is stated."""
    now = timezone.now()
    facts = Facts(at=now, seen=dict.fromkeys(Part.values, now))
    return replace(facts, **changes)


def suppose_it_works() -> None:
    """Let this process take it that everything works."""
    service_facts.suppose(working())


def suppose_nobody_works() -> None:
    """Let it take it that clock and workers have shown no life for long."""
    silent = dict.fromkeys(Part.values, timezone.now() - LONG_AGO)
    service_facts.suppose(working(seen=silent))
