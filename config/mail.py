"""Turns one mail address of the environment into Django's mail settings."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PORTS = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}


def settings_for(
    address: str, *, folder: Path, is_demo: bool = False
) -> dict[str, Any]:
    """Return mail settings; without an address letters are put into a folder.

    In the demo the folder is a mailbox that a page shows.
    """
    if not address:
        if is_demo:
            return {"EMAIL_BACKEND": "config.demo_mail.EmailBackend"}
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(folder),
        }
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ImproperlyConfigured(
            "MAIL_URL must look like smtp+tls://user:password@host:587"
            " (smtp, smtp+tls or smtp+ssl)."
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtp+ssl",
        "EMAIL_TIMEOUT": 10,
    }
