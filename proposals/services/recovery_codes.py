"""Recovery codes: stored as slow hashes, and readable only while they are new."""

import json
import secrets
import time
from functools import partial

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth.hashers import get_hasher
from django.db import transaction
from django.db.models import Q
from django.utils.crypto import constant_time_compare, pbkdf2

from alliances.models import User
from alliances.sealing import seal, unseal

PURPOSE = b"recovery codes"
NUMBER, FIGURES = 10, 8
SHOWN_SECONDS = 10 * 60
"""How long they can be read again: to print them, or save them as a file."""
SALT_BYTES = 16
MOST_ROUNDS = 600_000
"""Of PBKDF2 with SHA-256, as OWASP and ASVS 5.0 (11.4.2) ask for."""

KEPT = ("salt", "rounds", "hashes", "migrated_codes")
READABLE = ("sealed", "until")
"""What is kept beside while the codes are new."""

Data = dict[str, object]


def make_recovery_codes(*, user: User) -> Authenticator:
    """Return the codes of a person, made now where there are none.

    They are hashed once the transaction is over: ten hashes are a second and a half in
    which nobody else could write.
    """
    kind = Authenticator.Type.RECOVERY_CODES
    row: Authenticator | None = Authenticator.objects.filter(
        user=user, type=kind
    ).first()
    if row is not None:
        return row
    codes = [f"{secrets.randbelow(10**FIGURES):0{FIGURES}d}" for _ in range(NUMBER)]
    new = {"sealed": _sealed(codes), "until": time.time() + SHOWN_SECONDS}
    made: Authenticator = Authenticator.objects.create(user=user, type=kind, data=new)
    transaction.on_commit(partial(_settle, Q(pk=made.pk)))
    return made


def unused_codes(*, row: Authenticator) -> list[str]:
    """Return the codes that are left, as empty texts where they are no longer new."""
    if "seed" in row.data or row.data.get("until", 0) > time.time():
        return _read(row)
    # An empty list is one: all were used.
    return [""] * len(row.data["hashes"] if "hashes" in row.data else _read(row))


def use_code(*, row: Authenticator, code: str) -> bool:
    """Take a code, once; False if it is none of those left."""
    typed = "".join(code.split())
    if not (typed.isascii() and typed.isdigit() and len(typed) == FIGURES):
        return False
    known = _as_hashes(row)
    # Before the lock, which holds up all who write: the salt of a row never changes.
    digest = _digest(typed, known.data) if known else ""
    with transaction.atomic():
        held = _held(row)
        if held is None:
            return False
        hashes = held.data["hashes"]
        left = [each for each in hashes if not constant_time_compare(each, digest)]
        held.data["hashes"] = left
        if "sealed" in held.data:
            codes = _unsealed(held.data["sealed"])
            held.data["sealed"] = _sealed([each for each in codes if each != typed])
        held.save(update_fields=["data"])
    row.data = held.data
    return len(left) < len(hashes)


def hide_recovery_codes() -> int:
    """Keep nothing but hashes of codes no longer new; return of how many people."""
    return _settle(Q(data__until__lte=time.time()))


def hash_former_codes() -> int:
    """Make hashes of codes that a former version computed from a seed it kept.

    It knows them no more: who goes back to it makes new ones.
    """
    return _settle(Q(data__has_key="seed"))


def _settle(which: Q) -> int:
    kind = Authenticator.Type.RECOVERY_CODES
    rows = Authenticator.objects.filter(which, type=kind)
    # What changed meanwhile is settled the next time.
    return sum(_exchange(each, _settled(each)) for each in list(rows))


def _as_hashes(row: Authenticator) -> Authenticator | None:
    """Return a row whose codes are hashes, which needs time; None where it is gone."""
    stored: Authenticator | None = row
    while stored and "hashes" not in stored.data:
        _exchange(stored, _settled(stored))
        stored = Authenticator.objects.filter(pk=row.pk).first()
    return stored


def _exchange(row: Authenticator, data: Data) -> bool:
    """Store other data of a row, unless it changed meanwhile; say whether it did so."""
    with transaction.atomic():
        held = _held(row)
        if held is None or held.data != row.data:
            return False
        held.data = data
        held.save(update_fields=["data"])
    return True


def _held(row: Authenticator) -> Authenticator | None:
    """Return a row as it stands, locked; None where its codes were made anew."""
    rows = Authenticator.objects.select_for_update()
    held: Authenticator | None = rows.filter(pk=row.pk).first()
    return held


def _settled(row: Authenticator) -> Data:
    """Return what is kept of a row by now: hashes, and new codes to be read."""
    data = row.data
    if "hashes" not in data:
        data = {**data, **_hashed(_read(row))}
    is_new = data.get("until", 0) > time.time()
    return {name: data[name] for name in (*KEPT, *(READABLE if is_new else ()))}


def _read(row: Authenticator) -> list[str]:
    """Return the codes left, where they can be read."""
    return _of_seed(row) if "seed" in row.data else _unsealed(row.data["sealed"])


def _hashed(codes: list[str]) -> Data:
    """Return what is kept of codes: one salt for all, so that a try costs one hash."""
    # As many as for passwords: tests need few. Other hashers count none.
    rounds = min(getattr(get_hasher(), "iterations", MOST_ROUNDS), MOST_ROUNDS)
    data: Data = {"salt": secrets.token_hex(SALT_BYTES), "rounds": rounds}
    hashes = [_digest(each, data) for each in codes]
    # For allauth, and a release before: no code that either of them would know.
    return {**data, "hashes": hashes, "migrated_codes": []}


def _sealed(codes: list[str]) -> str:
    return seal(json.dumps(codes), purpose=PURPOSE)


def _unsealed(text: str) -> list[str]:
    codes: list[str] = json.loads(unseal(text, purpose=PURPOSE))
    return codes


def _digest(code: str, data: Data) -> str:
    return pbkdf2(code, str(data["salt"]), int(str(data["rounds"]))).hex()


def _of_seed(row: Authenticator) -> list[str]:
    """Return the codes left, as allauth computes them from what was kept before."""
    codes = RecoveryCodes(row)
    return [
        each
        for at, each in enumerate(codes.generate_codes())
        if not row.data["used_mask"] & (1 << at)
    ]
