"""A broker on a port of its own that can go away and come back empty."""

import time
from contextlib import ExitStack
from pathlib import Path

from tests.stack.servers import free_port, valkey


class Broker:
    """Valkey that keeps nothing: what was queued when it stops is lost."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running = ExitStack()
        self._port = free_port()

    def start(self) -> str:
        """Start it; return its address with the number of a database."""
        address = valkey(self._folder, port=self._port)
        return f"{self._running.enter_context(address)}/0"

    def stop(self) -> None:
        """End it with all it holds."""
        self._running.close()

    def restart(self, *, away: float) -> None:
        """Be gone for some seconds, then there again and empty."""
        self.stop()
        time.sleep(away)
        self.start()
