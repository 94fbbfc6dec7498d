"""`reset_second_factor EMAIL --by ADMINISTRATOR --reason WHY`."""

import io

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command

from tests.factories import make_user
from tests.pages.codes import give_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria():
    maria = make_user("maria@example.org")
    give_app(maria)
    return maria


def reset(email="Maria@example.org", by="anton@example.org"):
    output = io.StringIO()
    call_command("reset_second_factor", email, by=by, reason="She rang.", stdout=output)
    return output.getvalue()


def test_an_administrator_takes_it_off(maria):
    make_user("anton@example.org", is_staff=True)

    said = reset()

    assert said == "maria@example.org signs in by password alone; a mail says so.\n"
    assert not Authenticator.objects.filter(user=maria).exists()


@pytest.mark.parametrize(
    ("email", "by", "words"),
    [
        ("nobody@example.org", "anton@example.org", "There is no account"),
        ("maria@example.org", "nobody@example.org", "There is no account"),
        ("maria@example.org", "maria@example.org", "is not an administrator"),
        ("bare@example.org", "anton@example.org", "has no second factor"),
    ],
)
def test_what_cannot_be_done_is_said(maria, email, by, words):
    make_user("anton@example.org", is_staff=True)
    make_user("bare@example.org")

    with pytest.raises(CommandError, match=words):
        reset(email, by)

    assert Authenticator.objects.filter(user=maria).exists()
