"""No secret reaches a log, wherever it hides."""

import io
import json
import logging
import logging.config

import pytest
import structlog

from config import logs

TOKEN = "Zm9vYmFyYmF6cXV4" * 3  # 48 characters, as long as a link's key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"GET /confirm/{TOKEN}/", "GET /confirm/[masked]/"),
        (f"GET /confirm/{TOKEN}?x=1", "GET /confirm/[masked]?x=1"),
        (f"see /confirm/{TOKEN}.", "see /confirm/[masked]."),
        (f"(/confirm/{TOKEN})", "(/confirm/[masked])"),
        (f"/confirm/{TOKEN}/?key=12:1v:ab_c x", "/confirm/[masked]/?key=[masked] x"),
        (f"/site-packages/{'a' * 40}.py", f"/site-packages/{'a' * 40}.py"),
        ("GET /login?token=abc&page=2", "GET /login?token=[masked]&page=2"),
        ("postgres://me:pass@db/x", "postgres://me:[masked]@db/x"),
        (
            "/packs/123e4567-e89b-12d3-a456-426614174000/",
            "/packs/123e4567-e89b-12d3-a456-426614174000/",
        ),
        ("an ordinary sentence", "an ordinary sentence"),
    ],
)
def test_text_loses_its_secrets_only(text, expected):
    assert logs.masked_text(text) == expected


def test_secrets_go_at_any_depth():
    event = {
        "event": "sent",
        "password": "p",
        "headers": {"Cookie": "sessionid=1", "Accept": "*/*"},
        "links": [f"/confirm/{TOKEN}/"],
        "count": 3,
    }

    assert logs.mask_secrets(None, "info", event) == {
        "event": "sent",
        "password": "[masked]",
        "headers": {"Cookie": "[masked]", "Accept": "*/*"},
        "links": ["/confirm/[masked]/"],
        "count": 3,
    }


@pytest.fixture
def written():
    """Log as production does, into a text we can read."""
    stream = io.StringIO()
    wanted = logs.logging_settings(level="INFO", readable=False)
    wanted["handlers"]["console"]["stream"] = stream
    before = logging.getLogger().handlers[:]
    logging.config.dictConfig(wanted)
    yield stream
    logging.getLogger().handlers[:] = before
    logging.getLogger().setLevel(logging.WARNING)


def test_lines_are_json_without_secrets(written):
    structlog.get_logger("ours").info("invited", token=TOKEN, address="/a/b")
    logging.getLogger("library").warning("cannot reach %s", "redis://:pw@host/0")

    ours, library = map(json.loads, written.getvalue().splitlines())
    assert (ours["event"], ours["token"], ours["level"]) == (
        "invited",
        "[masked]",
        "info",
    )
    assert library["event"] == "cannot reach redis://:[masked]@host/0"
    assert library["logger"] == "library"


def test_traceback_loses_its_secrets(written):
    try:
        int(f"/confirm/{TOKEN}/ ")
    except ValueError:
        structlog.get_logger("ours").exception("failed")

    assert TOKEN not in written.getvalue()
    assert "/confirm/[masked]/ " in json.loads(written.getvalue())["exception"]


def test_demo_lines_are_readable():
    rendering = logs.logging_settings(level="INFO", readable=True)
    last = rendering["formatters"]["lines"]["processors"][-1]

    assert isinstance(last, structlog.dev.ConsoleRenderer)
