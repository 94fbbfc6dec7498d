"""Shapes the logs: one JSON object per line, no secret in any of them."""

import logging
import re
from collections.abc import Mapping
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

MASK = "[masked]"

STRUCTLOG_SETTINGS = {
    "DJANGO_STRUCTLOG_CELERY_ENABLED": True,
    # How a request ended is told by its code; what failed has a line with its stack.
    "DJANGO_STRUCTLOG_STATUS_5XX_LOG_LEVEL": logging.INFO,
    # `this_request.name_request` names every request, whatever came from outside.
    "DJANGO_STRUCTLOG_TRUST_UPSTREAM_REQUEST_ID": True,
}

SECRET_KEYS = re.compile(
    r"password|passwd|token|secret|authorization|cookie|session_key|api_key",
    re.IGNORECASE,
)
# A random key in an address: 40 characters are more than a UUID (36) has and less
# than a link with 256 bits (43), a reset key or a digest in hexadecimal.
LONG_SEGMENT = re.compile(
    r"(?<=/)[A-Za-z0-9_-]{40,}(?=[/?#&\\\s'\"),;:>\]}]|\.?(?:\s|$))"
)
SECRET_PARAMETER = re.compile(
    r"(?i)([?&][\w-]*(?:password|token|secret|key|code|signature)[\w-]*=)[^&\s'\"]+"
)
ADDRESS_PASSWORD = re.compile(r"(?<=://)([^/:@\s]*):[^/@\s]+(?=@)")


def masked_text(text: str) -> str:
    """Blank what gives access: keys in paths and queries, passwords in addresses."""
    text = LONG_SEGMENT.sub(MASK, text)
    text = SECRET_PARAMETER.sub(rf"\1{MASK}", text)
    return ADDRESS_PASSWORD.sub(rf"\1:{MASK}", text)


def masked(value: object) -> object:
    """Blank secrets at any depth; a value under a telling name goes altogether."""
    if isinstance(value, str):
        return masked_text(value)
    if isinstance(value, Mapping):
        return {
            key: MASK if SECRET_KEYS.search(str(key)) else masked(inner)
            for key, inner in value.items()
        }
    if isinstance(value, list | tuple | set | frozenset):
        return [masked(inner) for inner in value]
    return value


def mask_secrets(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Be the last processor before rendering, so that nothing is added after it."""
    return {
        key: MASK if SECRET_KEYS.search(key) else masked(value)
        for key, value in event.items()
    }


def shared_processors() -> list[Processor]:
    """Return what every line gets, ours and those of libraries."""
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]


def configure_structlog() -> None:
    """Send structlog through the standard library, where levels are set."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared_processors(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def logging_settings(*, level: str, readable: bool) -> dict[str, Any]:
    """Return Django's LOGGING: JSON lines, or columns a person reads in the demo."""
    rendering: list[Processor] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.format_exc_info,
        mask_secrets,
    ]
    rendering.append(
        structlog.dev.ConsoleRenderer(colors=False)
        if readable
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": rendering,
                "foreign_pre_chain": shared_processors(),
            }
        },
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "lines"}
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Django's own handlers would print each line a second time, unmasked.
            "django": {"handlers": [], "propagate": True},
            "django.server": {"handlers": [], "propagate": True, "level": "WARNING"},
            # Its tracebacks repeat addresses; what it cannot read is no trouble.
            "flufl.bounce": {"level": "CRITICAL"},
            # These tell their life story at INFO, page by page.
            "fontTools": {"level": "WARNING"},
            "pikepdf": {"level": "WARNING"},
            "weasyprint": {"level": "WARNING"},
        },
    }
