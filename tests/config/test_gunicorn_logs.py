"""gunicorn's own lines: the access log of a real server tells no link and no key."""

import logging
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from gunicorn.config import Config

from config import gunicorn_logs
from tests.architecture.sources import BASE
from tests.stack.servers import free_port

TOKEN = "Zm9vYmFyYmF6cXV4" * 3
PATIENCE = 30


@pytest.fixture
def server(tmp_path):
    """Run gunicorn with an access log on; return its address and what it writes."""
    port = free_port()
    written = tmp_path / "gunicorn.log"
    with written.open("wb") as output:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "config.wsgi", "--workers", "1"),
                *("--bind", f"127.0.0.1:{port}", "--no-control-socket"),
                *("--access-logfile", "-", "--log-level", "debug"),
            ],
            cwd=BASE,
            env=os.environ | {"LOG_LEVEL": "INFO"},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        yield f"http://127.0.0.1:{port}", written
        process.terminate()
        process.wait(PATIENCE)


def status_of(address, referer=""):
    asked = urllib.request.Request(address, headers={"Referer": referer})  # noqa: S310  # our own server
    try:
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310  # as above
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def test_access_log_tells_no_link_and_no_key(server):
    address, written = server
    link = f"{address}/confirm/{TOKEN}/?key=12:1vA:signature"
    deadline = time.monotonic() + PATIENCE
    while b"Booting worker" not in written.read_bytes():
        assert time.monotonic() < deadline, written.read_text()
        time.sleep(0.1)

    # Without tables it fails, and says so with a traceback: an error report.
    status = status_of(link, referer=link)
    while b'"GET /confirm/' not in written.read_bytes():
        assert time.monotonic() < deadline, written.read_text()
        time.sleep(0.1)

    text = written.read_text()
    assert status in {404, 500}
    assert '"GET /confirm/[masked]/?key=[masked]' in text
    assert TOKEN not in text
    assert "signature" not in text


def test_traceback_loses_its_secrets():
    try:
        raise ValueError(f"/confirm/{TOKEN}/")  # noqa: TRY301  # to have a traceback
    except ValueError:
        record = logging.LogRecord(
            "gunicorn.error", 40, __file__, 1, "at %s", (f"/a/{TOKEN}",), sys.exc_info()
        )

    assert gunicorn_logs.mask_record(record)

    line = logging.Formatter().format(record)
    assert line.startswith("at /a/[masked]\nTraceback")
    assert TOKEN not in line


def test_mask_is_set_once_however_often_logs_are_opened():

    log = gunicorn_logs.MaskedLogger(Config())
    log.setup(Config())

    assert log.access_log.filters == [gunicorn_logs.mask_record]
