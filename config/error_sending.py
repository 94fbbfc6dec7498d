"""Sends reports of errors to a server with the protocol of Sentry, if one is named.

The library is the post alone: it collects nothing by itself, and what it adds to a
report on the way is taken off again.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings

from config import environment

if TYPE_CHECKING:
    from collections.abc import Mapping

    import sentry_sdk

    from config.error_reports import ErrorReport, Raised

ADDRESS_FILE = "errors-address"
PATIENCE = 2
"""Seconds a command that ends waits for its report to be sent."""
KEPT = frozenset(
    {
        *("event_id", "timestamp", "platform", "level", "logger", "transaction"),
        *("exception", "tags", "fingerprint"),
    }
)
"""What leaves the machine: all of it is made below, or a number of the library."""


def send(report: ErrorReport) -> None:
    """Hand a report to the library, which sends it from a thread of its own."""
    if address := _address():
        _client(address).capture_event(event_of(report))


def finish() -> None:
    """Wait a moment until all is sent: the process is about to end."""
    if address := _address():
        _client(address).flush(timeout=PATIENCE)


def trouble() -> str:
    """Say why nothing could be sent, if an address is named; never the address."""
    try:
        if address := _address():
            _client(address)
    except ImportError:
        return "sentry-sdk is not installed."
    except ValueError:
        return f"what stands in {ADDRESS_FILE} is no address."
    return ""


def event_of(report: ErrorReport) -> Any:  # noqa: ANN401  # the library's own shape
    """Return a report in the words of the protocol."""
    first = report.chain[0]
    return {
        "timestamp": report.at.isoformat(),
        "platform": "python",
        "level": "error",
        "logger": report.where,
        "transaction": report.name,
        # The protocol wants what caused the others first.
        "exception": {"values": [_exception(each) for each in reversed(report.chain)]},
        "tags": {
            "where": report.where,
            "name": report.name,
            "reference": report.reference,
            "earlier": str(report.earlier),
        },
        "fingerprint": [report.where, report.name, first.kind],
    }


def only_ours(event: Mapping[str, Any], _hint: object) -> Any:  # noqa: ANN401  # as above
    """Take off what the library added: the name of the machine, libraries, contexts."""
    return {key: value for key, value in event.items() if key in KEPT}


def _address() -> str:
    return environment.file_content(settings.SECRETS_DIR / ADDRESS_FILE)


@cache
def _client(address: str) -> sentry_sdk.Client:
    """Return the one connection of this process; BadDsn for what is no address."""
    import sentry_sdk  # noqa: PLC0415  # servers alone have it

    return sentry_sdk.Client(
        dsn=address,
        default_integrations=False,
        auto_enabling_integrations=False,
        # `send_default_pii` is off unless said, and saying it is no longer liked.
        include_local_variables=False,
        include_source_context=False,
        max_breadcrumbs=0,
        send_client_reports=False,
        auto_session_tracking=False,
        before_send=only_ours,
    )


def _exception(raised: Raised) -> dict[str, Any]:
    module, _dot, kind = raised.kind.rpartition(".")
    frames = [
        {
            "filename": each.file,
            "lineno": each.line,
            "function": each.function,
            "in_app": each.is_ours,
        }
        for each in raised.frames
    ]
    return {"type": kind, "module": module, "stacktrace": {"frames": frames}}
