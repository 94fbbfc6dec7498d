"""`check --deploy` refuses the addresses of `.env.example`."""

import pytest

from config import checks


@pytest.fixture(autouse=True)
def _own_addresses(settings):
    settings.ALLOWED_HOSTS = ["alliances.test"]
    settings.CONTACT = "help@alliances.test"
    settings.DEFAULT_FROM_EMAIL = "alliances@alliances.test"
    settings.SITE_URL = "https://alliances.test"


def said():
    return [(each.id, each.msg) for each in checks.check_examples_are_replaced(None)]


def test_own_addresses_pass():
    assert said() == []


@pytest.mark.parametrize(
    ("setting", "value", "name"),
    [
        ("ALLOWED_HOSTS", ["alliances.test", "alliances.example.org"], "ALLOWED_HOSTS"),
        ("CONTACT", "help@example.org", "CONTACT"),
        ("DEFAULT_FROM_EMAIL", "alliances@Example.com", "MAIL_FROM"),
        ("SITE_URL", "https://alliances.example.org:8443", "SITE_URL"),
    ],
)
def test_address_of_an_example_is_refused(settings, setting, value, name):
    setattr(settings, setting, value)

    assert said() == [
        ("config.E006", f"Addresses of the example are still there: {name}.")
    ]


def test_host_that_only_sounds_like_it_passes(settings):
    settings.CONTACT = "help@counterexample.org"

    assert said() == []
