"""A cable of its own to each server, so that it can be cut without a word.

A server that is killed answers with a refusal at once. One behind a cable that was cut
answers nothing, and whoever asks it waits as long as it was told to wait.
"""

import json
import subprocess
from collections.abc import Sequence

NETWORK = "10.77"
"""Begins the addresses of our cables; nothing of it leaves this machine."""
CABLES = 8
"""More than any run has: their numbers do not meet."""
UNPRIVILEGED = ("--reuid=nobody", "--regid=nogroup", "--clear-groups")


class Cable:
    """A network of two addresses: ours, and that of a server in a namespace."""

    def __init__(self, name: str, *, run: int, number: int) -> None:
        self._name = f"ssa-{run}-{name}"
        self._near, self._far = (f"ssa{run}-{number}{end}" for end in "nf")
        third = CABLES * run + number
        self._ours, self.address = (f"{NETWORK}.{third}.{last}" for last in (1, 2))

    def lay(self) -> None:
        """Make the namespace and both ends of the cable."""
        self.remove()
        _run("ip", "netns", "add", self._name)
        peer = ("peer", "name", self._far, "netns", self._name)
        _run("ip", "link", "add", self._near, "type", "veth", *peer)
        _run("ip", "address", "add", f"{self._ours}/30", "dev", self._near)
        _run("ip", "link", "set", self._near, "up")
        self._inside("address", "add", f"{self.address}/30", "dev", self._far)
        self._inside("link", "set", "lo", "up")
        self.mend()
        # Else this machine soon says by itself that nobody is there; no network does.
        (there,) = json.loads(self._inside("-json", "link", "show", self._far))
        neighbour = (self.address, "lladdr", there["address"], "dev", self._near)
        _run("ip", "neighbour", "replace", *neighbour, "nud", "permanent")

    def cut(self) -> None:
        """Drop whatever is sent from now on, on both ways, and tell nobody."""
        self._inside("link", "set", self._far, "down")

    def mend(self) -> None:
        """Let packets through again."""
        self._inside("link", "set", self._far, "up")

    def remove(self) -> None:
        """Take both ends and the namespace away; nothing is wrong if none is there."""
        for command in (
            ("link", "delete", self._near),
            ("netns", "delete", self._name),
        ):
            subprocess.run(["ip", *command], check=False, capture_output=True)

    def behind(
        self, command: Sequence[str], *, unprivileged: bool = False
    ) -> tuple[str, ...]:
        """Return the command of a server that is to run at the other end."""
        who = UNPRIVILEGED if unprivileged else ()
        setpriv = ("setpriv", "--pdeathsig=KILL", *who)
        return ("ip", "netns", "exec", self._name, *setpriv, *command)

    def _inside(self, *command: str) -> str:
        return _run("ip", "-n", self._name, *command)


def _run(*command: str) -> str:
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()}")
    return done.stdout
