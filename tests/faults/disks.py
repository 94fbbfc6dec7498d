"""A small disk of its own in a file, so that it can be full without filling ours."""

import os
import subprocess
from pathlib import Path

MEGABYTE = 1024 * 1024
BALLAST = "ballast"
CHUNKS = (MEGABYTE, 4096, 1)
"""Written until each no longer fits: the disk is then full to the last byte."""


class Disk:
    """A file system of a few megabytes, mounted on a folder."""

    def __init__(self, folder: Path, *, megabytes: int) -> None:
        self.folder = folder
        self._image = folder.with_suffix(".image")
        self._size = megabytes * MEGABYTE

    def mount(self) -> None:
        """Make it, empty, and mount it."""
        self.folder.mkdir()
        with self._image.open("wb") as image:
            image.truncate(self._size)
        _run("mkfs.ext4", "-q", "-m", "0", self._image)
        _run("mount", "-o", "loop", self._image, self.folder)
        # Nothing that lies there by itself: PostgreSQL wants its folder empty.
        (self.folder / "lost+found").rmdir()

    def fill(self) -> None:
        """Leave no free byte."""
        free = os.statvfs(self.folder)
        with (self.folder / BALLAST).open("ab", buffering=0) as ballast:
            os.posix_fallocate(ballast.fileno(), 0, free.f_bavail * free.f_frsize // 2)
            ballast.seek(0, os.SEEK_END)
            for size in CHUNKS:
                _write_until_full(ballast.fileno(), b"\0" * size)

    def clear(self) -> None:
        """Take away what filled it."""
        (self.folder / BALLAST).unlink(missing_ok=True)

    def unmount(self) -> None:
        """Take it away, with all it holds."""
        subprocess.run(
            ["umount", "--lazy", self.folder], check=False, capture_output=True
        )
        self._image.unlink(missing_ok=True)


def _write_until_full(ballast: int, chunk: bytes) -> None:
    try:
        while os.write(ballast, chunk):
            pass
    except OSError:
        return


def _run(*command: str | Path) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stderr.strip()}")
