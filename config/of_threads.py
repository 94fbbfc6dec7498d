"""What Django keeps for each thread, where a thread finds it at once.

Language, time zone and the address the product stands under are asked for some two
hundred times a page. Django keeps them in `asgiref.local.Local`, which finds them from
tasks of asyncio too: a lock and four calls, where `threading.local` takes none. Nothing
here is asynchronous, and in a thread without a loop both say the same.
"""

import threading
from contextlib import suppress
from types import ModuleType

from django.urls import base
from django.utils import timezone
from django.utils.translation import trans_real

PLACES = (
    (trans_real, "_active"),
    (timezone, "_active"),
    (base, "_prefixes"),
    (base, "_urlconfs"),
)
"""Names of Django's own, which no documentation promises: ADR 98."""


def keep_in_threads() -> None:
    """Let all of them be kept so, with what they hold by now."""
    for module, name in PLACES:
        _keep(module, name)


def _keep(module: ModuleType, name: str) -> None:
    kept = threading.local()
    with suppress(AttributeError):
        kept.value = getattr(module, name).value
    setattr(module, name, kept)
