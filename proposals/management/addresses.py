"""E-mail addresses as arguments of a command: about whom, and by whom."""

from argparse import ArgumentParser, ArgumentTypeError

from django.core.management import CommandError

from alliances.models import User
from alliances.policies import can_administer


def address(text: str) -> str:
    """Return an address; an empty one would be everybody whose own was erased."""
    if "@" not in text:
        raise ArgumentTypeError(
            f"Say an e-mail address, such as name@example.org: “{text}” is none."
        )
    return text.strip()


def add_by(parser: ArgumentParser) -> None:
    """Let a command be told which administrator runs it."""
    parser.add_argument(
        "--by",
        type=address,
        metavar="ADDRESS",
        help="the administrator who has this done: it is kept in the log",
    )


def administrator(given: object) -> User:
    """Return the administrator of an address; CommandError for nobody and no such."""
    if not given:
        raise CommandError("Say which administrator has this done: --by ADDRESS.")
    found = User.objects.filter(email__iexact=str(given), is_active=True).first()
    if found is None or not can_administer(found):
        raise CommandError(
            f"--by {given}: this is no administrator of this site. Say the address of"
            " an active account that administers it."
        )
    return found
