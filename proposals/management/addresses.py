"""An e-mail address as an argument of a command."""

from argparse import ArgumentTypeError


def address(text: str) -> str:
    """Return an address; an empty one would be everybody whose own was erased."""
    if "@" not in text:
        raise ArgumentTypeError("Say an e-mail address.")
    return text.strip()
