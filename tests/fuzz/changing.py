"""Changes that leave a file near to what it was: in its parts, cells and words."""

import io
import random
import re
import zipfile
from collections.abc import Callable

Mutate = Callable[[bytes, int], bytes]
"""Changes bytes a little, to at most so many."""

WORDS = [
    *(b"", b"0", b"-1", b"NaN", b"1e999", b"9" * 40, b"null", b"true", b"[]", b"{}"),
    *(b"=1+1", b"@A1", b"\\ud800", b"\xff\xfe", b"\0", "\u202e".encode(), b'"', b"<a>"),
    *(b"&lt;", b"<![CDATA[", b"]]>", b"<!DOCTYPE a>", b"A1048577", b"1999-13-45"),
    *(b"/Encrypt", b"/XRef", b"<<", b">>", b"99999 0 R", b"a" * 400, "ß".encode() * 90),
]
WORD = re.compile(rb"[\w.]+")
MOST_UNPACKED = 1024 * 1024
PACKED = b"PK\x03\x04"
OFTEN = 0.4


def changed(content: bytes, most: int, chance: random.Random, mutate: Mutate) -> bytes:
    """Return a content changed inside what is packed, in its words, or in its bytes."""
    if content.startswith(PACKED) and chance.random() > OFTEN / 4:
        inside = _inside(content, most, chance, mutate)
        if inside is not None and len(inside) <= most:
            return inside
    if chance.random() < OFTEN:
        return _reworded(content, chance)[:most]
    return mutate(content, most)


def _inside(
    content: bytes, most: int, chance: random.Random, mutate: Mutate
) -> bytes | None:
    """Return an archive with one part changed; None where it cannot be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as old:
            listed = old.infolist()
            if sum(each.file_size for each in listed) > MOST_UNPACKED:
                return None
            parts = {each.filename: old.read(each) for each in listed}
    except Exception:  # noqa: BLE001  # what a change broke is changed as bytes
        return None
    if not parts:
        return None
    sheets = [each for each in parts if "sheet" in each or "document" in each]
    name = chance.choice(sheets if sheets and chance.random() < 0.6 else [*parts])
    if chance.random() < 0.05:
        parts.pop(name)
    else:
        part = parts[name]
        is_word = chance.random() < 0.6
        parts[name] = _reworded(part, chance) if is_word else mutate(part, most)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for each, part in parts.items():
            new.writestr(each, part)
    return file.getvalue()


def _reworded(content: bytes, chance: random.Random) -> bytes:
    """Return a content with words exchanged, repeated, left out or made odd."""
    found = [*WORD.finditer(content)]
    if not found:
        return content + chance.choice(WORDS)
    one, other = chance.choice(found), chance.choice(found)
    new = chance.choice((chance.choice(WORDS), other[0], one[0] * 2, b""))
    return content[: one.start()] + new + content[one.end() :]


def bytes_changed(chance: random.Random) -> Mutate:
    """Return what changes single bytes, where no library does it better."""

    def mutate(content: bytes, most: int) -> bytes:
        made = bytearray(content[:most])
        for _time in range(chance.randint(1, 4)):
            at = chance.randrange(len(made) + 1)
            made[at : at + chance.randint(0, 2)] = chance.randbytes(
                chance.randint(0, 3)
            )
        return bytes(made[:most])

    return mutate
