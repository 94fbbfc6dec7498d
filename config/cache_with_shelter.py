"""The cache in Redis, and files of this machine while Redis does not answer.

Limits on sign-in and on partners' links count in the cache. Without it nobody could
confirm or sign in, and with no limit at all anybody could guess. So they count on, for
the processes of this machine, as they do where there is no Redis.
"""

import time
from collections.abc import Callable
from typing import Any

import structlog
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as NotConnected
from redis.exceptions import TimeoutError as NoAnswer

REST_SECONDS = 5
"""How long nobody asks again after Redis did not answer: each would wait for it."""
ACTS = (
    *("add", "get", "set", "touch", "delete", "has_key", "incr"),
    *("get_many", "set_many", "delete_many", "clear"),
)

log = structlog.get_logger(__name__)


class Cache(BaseCache):
    """Asks Redis, and the files for a while after it did not answer."""

    asks_from = 0.0
    """From when on Redis is asked again; of all threads of the process."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        options = dict(params.get("OPTIONS", {}))
        folder = str(options.pop("folder"))
        self.server = RedisCache(server, {**params, "OPTIONS": options})
        self.files = FileBasedCache(folder, {**params, "OPTIONS": {}})

    def ask_server(self, key: str) -> object:
        """Ask Redis alone; raise what keeps us from it, if anything does."""
        return self.server.get(key)

    def _do(self, act: str, *given: object, **options: object) -> object:
        if time.monotonic() >= Cache.asks_from:
            try:
                return getattr(self.server, act)(*given, **options)
            except (NotConnected, NoAnswer) as error:
                Cache.asks_from = time.monotonic() + REST_SECONDS
                log.warning("cache_away", error=type(error).__name__)
        return getattr(self.files, act)(*given, **options)


def _act(name: str) -> Callable[..., object]:
    def act(self: Cache, *given: object, **options: object) -> object:
        return self._do(name, *given, **options)

    return act


for _name in ACTS:
    setattr(Cache, _name, _act(_name))
