"""Names, and addresses somebody vouches for."""

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command

from alliances.models import User
from alliances.services.people import change_name, vouch_for_address
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def addresses():
    rows = EmailAddress.objects.order_by("email")
    return [(each.email, each.verified, each.primary) for each in rows]


def test_vouching_proves_the_address_in_small_letters():
    user = User.objects.create_user("Maria@Example.org")

    vouch_for_address(user=user)
    vouch_for_address(user=user)

    assert addresses() == [("maria@example.org", True, True)]


def test_vouching_drops_the_former_address():
    user = make_user("old@example.org")
    user.email = "new@example.org"
    user.save()

    vouch_for_address(user=user)

    assert addresses() == [("new@example.org", True, True)]


def test_vouching_proves_what_was_typed_but_never_proven():
    user = make_user("maria@example.org")
    EmailAddress.objects.update(verified=False)

    vouch_for_address(user=user)

    assert addresses() == [("maria@example.org", True, True)]


def test_name_is_changed_and_nothing_else():
    user = make_user("maria@example.org")

    change_name(user=user, full_name="Maria")

    user.refresh_from_db()
    assert (user.full_name, user.email) == ("Maria", "maria@example.org")


def test_administrator_of_the_command_line_may_sign_in_at_once(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "a long password")

    call_command("createsuperuser", email="root@example.org", interactive=False)

    assert addresses() == [("root@example.org", True, True)]
