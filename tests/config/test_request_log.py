"""The log says from where a request came as proxies we trust say it."""

import logging

import pytest

SENT = "203.0.113.9, 198.51.100.7"
STARTED = "request_started"


def logged_address(client, caplog, **headers):
    """Ask for a page; return the address its line has."""
    caplog.clear()
    with caplog.at_level(logging.INFO):
        client.get("/status/", headers=headers)
    (line,) = [
        each.msg
        for each in caplog.records
        if isinstance(each.msg, dict) and each.msg["event"] == STARTED
    ]
    return line["ip"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("proxies", "sent", "told"),
    [
        (0, SENT, "127.0.0.1"),
        (1, SENT, "198.51.100.7"),
        (2, SENT, "203.0.113.9"),
        (1, None, "127.0.0.1"),
        (3, SENT, None),
    ],
)
def test_a_strangers_word_for_its_address_is_not_written(
    client, caplog, settings, proxies, sent, told
):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    headers = {"X-Forwarded-For": sent} if sent else {}

    assert logged_address(client, caplog, **headers) == told
