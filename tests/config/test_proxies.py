"""Whose address a request has: nobody's word counts but that of a proxy of ours."""

import pytest
from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings as installed


def address(rf, stated):
    request = rf.get("/", headers={"x-forwarded-for": stated})
    return get_client_ip(request)


def test_an_address_a_stranger_states_is_not_believed(rf):
    assert installed.ALLAUTH_TRUSTED_PROXY_COUNT == installed.TRUSTED_PROXIES == 0
    assert address(rf, "203.0.113.9") == "127.0.0.1"


@pytest.mark.parametrize("before", ["", "198.51.100.1, ", "10.0.0.1, nonsense, "])
def test_behind_a_proxy_the_last_address_counts(rf, settings, before):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    assert address(rf, f"{before}203.0.113.9") == "203.0.113.9"
