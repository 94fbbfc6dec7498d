"""The cache while Redis is away: limits count on, and nobody waits twice."""

import time

import pytest
from django.core.cache import cache
from django.core.cache import caches as caches_of_django
from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as NotConnected

from config import cache_with_shelter
from config.cache_with_shelter import Cache
from config.caches import caches
from tests.stack.servers import free_port


@pytest.fixture
def shelter(tmp_path, monkeypatch):
    """Make a cache whose Redis is not there, and forget that afterwards."""
    monkeypatch.setattr(Cache, "asks_from", 0.0)
    said = caches(redis_url=f"redis://127.0.0.1:{free_port()}/0", folder=tmp_path)
    options = {key: said["default"][key] for key in ("KEY_PREFIX", "OPTIONS")}
    return Cache(said["default"]["LOCATION"], options)


def test_what_is_kept_meanwhile_is_found_again(shelter):
    shelter.set("door", [1, 2], 60)

    assert shelter.get("door") == [1, 2]
    assert shelter.get_many(["door", "other"]) == {"door": [1, 2]}
    assert (shelter.add("code", "y", 60), shelter.add("code", "y", 60)) == (True, False)


def test_nobody_asks_again_for_a_while(shelter, monkeypatch):
    asked: list[str] = []
    monkeypatch.setattr(shelter.server, "get", asked.append)
    shelter.set("door", 1)

    shelter.get("door")

    assert asked == []


def test_redis_is_asked_again_after_a_while(shelter, monkeypatch):
    shelter.set("door", 1)
    monkeypatch.setattr(shelter.server, "get", lambda _key: "of Redis")
    later = Cache.asks_from + cache_with_shelter.REST_SECONDS
    monkeypatch.setattr(time, "monotonic", lambda: later)

    assert shelter.get("door") == "of Redis"


def test_health_is_asked_of_redis_alone(shelter):
    shelter.set("health", "kept in a file")

    with pytest.raises(NotConnected):
        shelter.ask_server("health")


def test_a_mistake_of_ours_is_raised(shelter, monkeypatch):
    def fail(_key):
        raise TypeError("not a key")

    monkeypatch.setattr(shelter.server, "get", fail)

    with pytest.raises(TypeError):
        shelter.get("door")


@pytest.mark.django_db  # so that it runs where there is one
def test_redis_itself_is_used_where_there_is_one(settings):
    cache.set("door", "kept", 60)

    used = caches_of_django["default"]
    keeps = vars(used).get("server", used)
    kind = RedisCache if settings.REDIS_URL else FileBasedCache
    assert (type(keeps), keeps.get("door")) == (kind, "kept")
