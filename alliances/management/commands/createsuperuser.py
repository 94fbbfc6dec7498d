"""`createsuperuser`: Django's, and whoever has the command line vouches for people."""

from typing import Any

from django.contrib.auth.management.commands.createsuperuser import (
    Command as DjangoCommand,
)

from alliances.models import User
from alliances.services.people import vouch_for_address


class Command(DjangoCommand):
    help = "Creates an administrator, who may sign in at once: the address is proven."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's own signature
        super().handle(*args, **options)
        for user in User.objects.filter(is_superuser=True, emailaddress=None):
            vouch_for_address(user=user)
