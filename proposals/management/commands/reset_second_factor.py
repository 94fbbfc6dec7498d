"""`reset_second_factor`: for who lost the device and the recovery codes."""

from argparse import ArgumentParser

from django.core.management import BaseCommand, CommandError

from alliances.models import User
from proposals.services.second_factors import reset_second_factor


class Command(BaseCommand):
    help = (
        "Takes second factor and recovery codes off an account, ends its sessions and"
        " tells its owner by mail. Make sure first that it is the owner who asks."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the address of the account")
        parser.add_argument("--by", required=True, help="your own address")
        parser.add_argument("--reason", required=True, help="kept in the records")

    def handle(self, *_: object, **options: str) -> None:
        user, by = _person(options["email"]), _person(options["by"])
        if not by.is_staff:
            raise CommandError(f"{by.email} is not an administrator.")
        if not reset_second_factor(user=user, reason=options["reason"], by=by):
            raise CommandError(f"{user.email} has no second factor.")
        self.stdout.write(f"{user.email} signs in by password alone; a mail says so.")


def _person(email: str) -> User:
    found = User.objects.filter(email__iexact=email).first()
    if found is None:
        raise CommandError(f"There is no account with the address {email}.")
    return found
