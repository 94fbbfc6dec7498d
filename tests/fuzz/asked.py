"""Requests as nobody's browser sends them, drawn by Hypothesis."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import quote_from_bytes

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.fuzz.counted import Counts

SECONDS = float(os.environ.get("FUZZ_SECONDS", "0"))
"""For each target; without it only a handful of inputs, the same ones each time."""
HANDFUL, BATCH = 60, 400
BOUNDARY = "fuzz"
URL_ENCODED, JSON = "application/x-www-form-urlencoded", "application/json"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"
KINDS = (
    *(URL_ENCODED, MULTIPART, JSON, "text/plain", "", "a/b/c", "multipart/form-data"),
    *('multipart/form-data; boundary="', f"{MULTIPART}; charset=utf-7"),
    *(f"{URL_ENCODED}; charset=utf-16", f"{URL_ENCODED}; charset=none"),
    *("multipart/form-data; boundary=" + "b" * 300, "multipart/mixed; boundary=fuzz"),
)
ODD = (
    *(b"", b"\0", b"a\0b", b"\xff\xfe\xfd", "\u202e\u0000".encode(), b"\xed\xa0\x80"),
    *(b"a" * 3_000_000, b"9" * 400, b"-1", b"1e999", b"NaN", b"Infinity", b"0x10"),
    *(b"\r\n" * 200, b"' OR 1=1 --", b"{{ 7 * 7 }}", b"<script>", b"%00", b"\\ud800"),
    *(
        "\U0001d7d9".encode(),
        "٣".encode(),
        b"1.0",
        b" 1 ",
        b"2" * 19,
        b"9999-99-99",
        b"[]",
    ),
    *(b"00000000-0000-0000-0000-000000000000", b"../../etc/passwd", b"true"),
    *("é".encode("latin-1"), "\u017f".encode(), b"," * 5000, b"2026-02-30", b"=1+1"),
)
MIXED = b"Content-Type: multipart/mixed; boundary=inner\r\n\r\n"
MANY = 1500
"""Fields of a form; Django takes a thousand."""

Drawn = TypeVar("Drawn")


@dataclass(frozen=True)
class Body:
    """What is sent, and what it is said to be."""

    kind: str
    content: bytes


def ask_often(
    counts: Counts, drawn: st.SearchStrategy[Drawn], ask: Callable[[Drawn], None]
) -> None:
    """Ask with whatever is drawn until the time is over, or a handful of times."""
    begun = 0.0
    many = settings(
        max_examples=BATCH if SECONDS else HANDFUL,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        derandomize=not SECONDS,
    )

    def is_over() -> bool:
        return bool(SECONDS) and time.monotonic() - begun > SECONDS

    def once(each: Drawn) -> None:
        nonlocal begun
        # What draws may take long to begin: the clock starts with the first input.
        begun = begun or time.monotonic()
        if not is_over():
            ask(each)

    batch = 0
    while batch == 0 or (SECONDS and not is_over()):
        batch += 1
        drawing = given(drawn)(once)
        many(seed(batch)(drawing) if SECONDS else drawing)()
    counts.seconds = time.monotonic() - begun
    counts.write()


def bodies(sent: dict[str, Any]) -> st.SearchStrategy[Body]:
    """Draw what is sent to a form that takes these fields."""
    fields = [
        (name, str(each).encode("utf-8", "surrogatepass"))
        for name, value in sent.items()
        for each in (value if isinstance(value, list) else [value])
    ]
    changed = st.builds(_changed, st.just(fields), _changes(len(fields)))
    anything = st.builds(Body, st.sampled_from(KINDS), st.binary(max_size=400))
    return st.one_of(
        st.builds(_url_encoded, changed),
        st.builds(_multipart, changed),
        st.builds(_nested, changed),
        st.builds(
            lambda body, kind: Body(kind, body.content),
            st.builds(_multipart, changed),
            st.sampled_from(KINDS),
        ),
        st.builds(
            lambda body, at: Body(body.kind, body.content[:at]),
            st.builds(_multipart, changed),
            st.integers(0, 900),
        ),
        anything,
    )


Fields = list[tuple[str, bytes]]
Change = tuple[int, str, bytes]


def _changes(number: int) -> st.SearchStrategy[list[Change]]:
    """Draw which fields become what, and which come too often or are missing."""
    acts = st.sampled_from(("set", "set", "set", "drop", "again", "many", "file"))
    values = st.one_of(
        st.integers(0, len(ODD) - 1).map(ODD.__getitem__),
        st.binary(max_size=80),
        st.text(max_size=80).map(lambda text: text.encode("utf-8", "surrogatepass")),
    )
    return st.lists(
        st.tuples(st.integers(0, max(0, number - 1)), acts, values), max_size=4
    )


def _changed(fields: Fields, changes: list[Change]) -> Fields:
    made = list(fields) or [("name", b"")]
    for at, act, value in changes:
        place = min(at, len(made) - 1)
        name = made[place][0] if made else "name"
        if act == "drop" and len(made) > 1:
            made.pop(place)
        elif act == "again":
            made += [(name, value)] * 3
        elif act == "many":
            made += [(f"{name}-{number}", b"1") for number in range(MANY)]
        elif act == "file":
            made.append((f"\0file {name}", value))
        else:
            made[place] = (name, value)
    return made


def _url_encoded(fields: Fields) -> Body:
    pairs = (
        f"{quote_from_bytes(_plain(name).encode())}={quote_from_bytes(value)}"
        for name, value in fields
    )
    return Body(URL_ENCODED, "&".join(pairs).encode())


def _multipart(fields: Fields) -> Body:
    parts = b"".join(_part(name, value) for name, value in fields)
    return Body(MULTIPART, parts + f"--{BOUNDARY}--\r\n".encode())


def _nested(fields: Fields) -> Body:
    """Put a form into a part of a form, as old browsers did with several files."""
    inner = _multipart(fields).content.replace(b"--fuzz", b"--inner")
    head = b'Content-Disposition: form-data; name="file"\r\n' + MIXED
    return Body(MULTIPART, b"--fuzz\r\n" + head + inner + b"\r\n--fuzz--\r\n")


def _part(name: str, value: bytes) -> bytes:
    is_file = name.startswith("\0file ")
    named = f'name="{_plain(name)}"'
    file = '; filename="../a.xlsx"\r\nContent-Type: text/html' if is_file else ""
    head = f"--{BOUNDARY}\r\nContent-Disposition: form-data; {named}{file}\r\n\r\n"
    return head.encode() + value + b"\r\n"


def _plain(name: str) -> str:
    return name.removeprefix("\0file ")
