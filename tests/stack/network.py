"""Keeps tests from talking to anything but this machine."""

import ipaddress
import socket
from typing import Any

import pytest

LOCAL_NAMES = frozenset({"", "localhost"})


class NetworkInTest(Exception):  # states a fact
    """A test tried to leave the machine."""


def is_local(address: object) -> bool:
    """Say whether an address of `socket.connect` stays on this machine."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    if host in LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def refuse_network(patch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that leaves the machine, for as long as `patch`."""
    for name in ("connect", "connect_ex"):
        patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))


def _guarded(original: Any) -> Any:  # a method of any signature
    def connect(self: socket.socket, address: object) -> object:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not is_local(address):
            raise NetworkInTest(f"Tests stay on this machine, not {address!r}.")
        return original(self, address)

    return connect
