"""Where the product keeps what it may lose: limits of sign-in, drawn pieces."""

from pathlib import Path
from typing import Any

REDIS = "config.cache_with_shelter.Cache"
FILES = "django.core.cache.backends.filebased.FileBasedCache"
WEEK = 7 * 24 * 3600


def caches(*, redis_url: str, folder: Path) -> dict[str, Any]:
    """Return Django's caches; without Redis all are files in `folder`."""
    redis = {
        "BACKEND": REDIS,
        "LOCATION": redis_url,
        "KEY_PREFIX": "ssa",
        "OPTIONS": {
            "folder": str(folder / "cache"),
            # A page waits for its limit: it must not wait for a Redis that is gone.
            "socket_connect_timeout": 1,
            "socket_timeout": 1,
        },
    }
    # Shared by the processes of one machine: limits on sign-in need that.
    files = {"BACKEND": FILES, "LOCATION": folder / "cache"}
    return {
        "default": redis if redis_url else files,
        # Drawn pieces of drafts: one edit draws what it changed. Beside the worker, for
        # they are many, and losing one costs a second; culled by age and number.
        "pieces": {
            "BACKEND": FILES,
            "LOCATION": folder / "pieces",
            "TIMEOUT": WEEK,
            "OPTIONS": {"MAX_ENTRIES": 5000},
        },
    }
