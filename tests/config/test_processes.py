"""Children end with their parent, whichever way it ends."""

import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from config import processes
from tests.architecture.sources import BASE

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
DEAF_PROGRAM = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("deaf", flush=True)
time.sleep(60)
"""
STUBBORN = [sys.executable, "-c", DEAF_PROGRAM]
PARENT = """
import sys, time
from config import processes
sleep = [sys.executable, "-c", "import time; time.sleep(60)"]
child = processes.start("sleeper", sleep)
print(child.process.pid, flush=True)
time.sleep(60)
"""


def ended(pid: int, *, seconds: float = 5) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not psutil.pid_exists(pid) or (
            psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
        ):
            return True
        time.sleep(0.02)
    return False


def test_stop_asks_first():
    child = processes.start("sleeper", SLEEP)
    assert child.running

    processes.stop([child], patience=5)

    assert child.process.returncode == -signal.SIGTERM


def test_stop_kills_who_does_not_listen(tmp_path):
    with (tmp_path / "log").open("w+b") as log:
        child = processes.start("deaf", STUBBORN, output=log)
        while b"deaf" not in (tmp_path / "log").read_bytes():
            time.sleep(0.02)

        processes.stop([child], patience=0.2)

    assert child.process.returncode == -signal.SIGKILL


def test_stop_ends_grandchildren_too(tmp_path):
    nested = (
        f"import subprocess; p = subprocess.Popen({SLEEP!r}); print(p.pid, flush=True)"
    )
    with (tmp_path / "log").open("w+b") as log:
        child = processes.start("parent", [sys.executable, "-c", nested], output=log)
        child.process.wait()
    grandchild = int((tmp_path / "log").read_text())
    assert psutil.pid_exists(grandchild)

    processes.stop([child], patience=1)

    assert ended(grandchild)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child")
def test_child_ends_when_its_parent_is_killed():
    with subprocess.Popen(
        [sys.executable, "-c", PARENT], stdout=subprocess.PIPE, cwd=BASE
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert not ended(child, seconds=0.2)

        os.kill(parent.pid, signal.SIGKILL)

        assert ended(child)
