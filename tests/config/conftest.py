"""A web server of one thread, for the tests of what waits for it."""

import subprocess
import sys

import pytest

from tests.architecture.sources import BASE
from tests.stack import servers

LONGEST_END = 30


@pytest.fixture
def port(tmp_path):
    """Run gunicorn as this folder says, with one thread for everybody."""
    port, log = servers.free_port(), tmp_path / "gunicorn.log"
    command = [
        *(sys.executable, "-m", "gunicorn", "tests.config.noted"),
        *("--bind", f"127.0.0.1:{port}", "--workers", "1", "--threads", "1"),
        *("--log-level", "warning", "--no-control-socket"),
    ]
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=BASE, stdout=output, stderr=output)
    try:
        servers.wait_for_port(process, port, log_file=log)
        yield port
    finally:
        process.terminate()
        process.wait(LONGEST_END)
