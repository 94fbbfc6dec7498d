"""Two people in one form: which fields only one of them changed, and which both."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from django import forms

from proposals.files.counting import composed

LENGTH = 16
"""Letters of a digest: enough to tell two versions of one field apart."""


def seen_values(values: Mapping[str, Any]) -> str:
    """Return what a page carries of the values it shows, however long they are."""
    return json.dumps({name: _digest(value) for name, value in values.items()})


def changed_by_them(
    seen: str, stored: Mapping[str, Any], typed: Mapping[str, Any]
) -> frozenset[str]:
    """Return the fields that a colleague changed and this person left as they were.

    None where the page carried nothing that can be read.
    """
    shown = _read(seen)
    return frozenset(
        name
        for name in _known(stored, typed)
        if shown.get(name) == _digest(typed[name]) != _digest(stored[name])
    )


def changed_by_both(
    seen: str, stored: Mapping[str, Any], typed: Mapping[str, Any]
) -> frozenset[str]:
    """Return the fields that say something else than stored and were changed there too.

    All that differ where nobody knows what the page had shown.
    """
    shown = _read(seen)
    return frozenset(
        name
        for name in _known(stored, typed)
        if _digest(typed[name]) != _digest(stored[name]) != shown.get(name)
        and shown.get(name) != _digest(typed[name])
    )


def typed_over(
    form: forms.Form, values: Mapping[str, Any], kept: Iterable[str]
) -> dict[str, Any]:
    """Return what a form sends that takes these fields from what it would show now."""
    typed = {name: form[name].value() for name in form.fields}
    now = {name: "" if values[name] is None else values[name] for name in kept}
    return {**typed, **now}


def _known(stored: Mapping[str, Any], typed: Mapping[str, Any]) -> Iterable[str]:
    return stored.keys() & typed.keys()


def _digest(value: object) -> str:
    said = "" if value is None else composed(str(value)).strip()
    return sha256(said.encode()).hexdigest()[:LENGTH]


def _read(seen: str) -> Mapping[str, str]:
    try:
        found = json.loads(seen)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
