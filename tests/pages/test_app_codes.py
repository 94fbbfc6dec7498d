"""A code of an app works once, for as long as it is taken at all."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import decrypt
from django.core.cache import cache

from tests.factories import make_user
from tests.pages.codes import code_for, give_app

pytestmark = pytest.mark.django_db


def app_of(person):
    give_app(person)
    return Authenticator.objects.get(user=person, type="totp")


def early_code(app):
    """Return the code of the step to come."""
    return code_for(decrypt(app.instance.data["secret"]), steps=1)


@pytest.mark.parametrize("later", [31, 89])
def test_a_code_is_remembered_as_long_as_it_is_taken(monkeypatch, later):
    """One that an early phone shows is taken for ninety seconds."""
    began = time.time() // 30 * 30
    monkeypatch.setattr(time, "time", lambda: began)
    app = TOTP(app_of(make_user()))
    code = early_code(app)
    first = app.validate_code(code)
    monkeypatch.setattr(time, "time", lambda: began + later)

    again = app.validate_code(code)
    cache.clear()
    unremembered = app.validate_code(code)

    assert (first, again, unremembered) == (True, False, True)
