"""What one run has to itself on this machine: a folder, cables and disks."""

import shutil
from pathlib import Path
from tempfile import gettempdir

from tests.faults.disks import Disk
from tests.faults.network import Cable

DATABASE_MEGABYTES, FILES_MEGABYTES = 1536, 192


class Room:
    """The room of the run with a number; nothing of it is made yet."""

    def __init__(self, run: int) -> None:
        self.folder = Path(gettempdir()) / f"ssa-faults-{run}"
        self.cables = {
            "database": Cable("database", run=run, number=1),
            "broker": Cable("broker", run=run, number=2),
        }
        self.disks = {
            "database": Disk(self.folder / "database", megabytes=DATABASE_MEGABYTES),
            "files": Disk(self.folder / "files", megabytes=FILES_MEGABYTES),
        }

    def make(self) -> None:
        """Make the folder, the cables and the disks."""
        self.folder.mkdir()
        self.folder.chmod(0o711)
        for cable in self.cables.values():
            cable.lay()
        for disk in self.disks.values():
            disk.mount()

    def clear(self) -> None:
        """Take all of it away; nothing is wrong if nothing is there."""
        for disk in self.disks.values():
            disk.unmount()
        for cable in self.cables.values():
            cable.remove()
        shutil.rmtree(self.folder, ignore_errors=True)


def clear_room(run: int) -> None:
    """Take away what a run left that was killed."""
    Room(run).clear()
