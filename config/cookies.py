"""What our cookies are called, and how they travel: no other host sets or reads one."""

from typing import Any

THIS_HOST = "__Host-"
"""Browsers take a cookie of such a name over HTTPS alone, and for no other host."""
NAMES = {
    "SESSION_COOKIE_NAME": "sessionid",
    "CSRF_COOKIE_NAME": "csrftoken",
    "LANGUAGE_COOKIE_NAME": "django_language",
}
OTHERS = ("colours", "messages", "person")
"""Those that Django has no setting for."""


def cookie_name(name: str, *, https: bool) -> str:
    """Return how a cookie is called; without HTTPS browsers refuse the longer names."""
    return f"{THIS_HOST}{name}" if https else name


def own_names(*, https: bool) -> tuple[str, str]:
    """Return what those of the colours and of whose the last pages were are called."""
    return cookie_name("colours", https=https), cookie_name("person", https=https)


def cookie_settings(*, https: bool) -> dict[str, Any]:
    """Return what Django is told."""
    return {
        **{key: cookie_name(name, https=https) for key, name in NAMES.items()},
        "SESSION_COOKIE_SECURE": https,
        "CSRF_COOKIE_SECURE": https,
        "CSRF_COOKIE_HTTPONLY": True,
        "MESSAGE_STORAGE": "config.message_storage.Messages",
    }
