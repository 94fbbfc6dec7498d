"""Where the product keeps what it may lose: limits of sign-in, drawn pieces."""

from pathlib import Path
from typing import Any

FILES = "django.core.cache.backends.filebased.FileBasedCache"
WEEK = 7 * 24 * 3600


def caches(*, redis_url: str, folder: Path) -> dict[str, Any]:
    """Return Django's caches; without Redis all are files in `folder`."""
    redis = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": redis_url,
        "KEY_PREFIX": "ssa",
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
