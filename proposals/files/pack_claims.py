"""What a pack says of itself by the files inside, and whether these agree.

All of it can be forged by who forges all of it: agreement shows that a file is whole,
and only the site knows whether it is what was received.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

MANIFEST, RECEIPT, PROPOSAL = "manifest.json", "receipt.json", "proposal.json"
MOST_SHOWN = 100
"""Characters of what a stranger wrote that a page repeats."""
MOST_JSON = 8 * 1024 * 1024
"""Bytes that are parsed: the data of 600 pages has three million."""
MOST_LISTED = 500
"""Files in a manifest that is believed to be one."""


@dataclass(frozen=True, slots=True)
class PackClaims:
    """The claims of a pack; empty where it makes none."""

    number: str
    received_at: str
    """As written: a moment of ISO 8601, if it is honest."""
    sha256: str
    """The digest on its receipt."""
    content_sha256: str
    """The digest of the proposal.json that is really inside."""
    checked: int
    """How many files were compared with the manifest."""
    problems: tuple[str, ...]
    """What does not agree, a sentence each; none in a whole pack."""


def claims_of(files: Mapping[str, bytes]) -> PackClaims:
    """Return what the files of a pack claim; never fails, whatever they hold."""
    manifest, receipt = _object(files, MANIFEST), _object(files, RECEIPT)
    written = files.get(PROPOSAL, b"")
    digest = hashlib.sha256(written).hexdigest() if written else ""
    listed = _listed(manifest)
    content = _object(files, PROPOSAL)
    told = (
        *_differing(files, listed),
        *_disagreeing(digest, manifest, receipt, content.get("submission")),
        *_naming_otherwise(manifest, receipt, content),
    )
    return PackClaims(
        number=_text(receipt, "number"),
        received_at=_text(receipt, "received_at"),
        sha256=_text(receipt, "sha256"),
        content_sha256=digest,
        checked=len(listed),
        problems=told,
    )


def _object(files: Mapping[str, bytes], name: str) -> dict[str, Any]:
    content = files.get(name, b"null")
    try:
        found = json.loads(content) if len(content) <= MOST_JSON else None
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _text(of: object, key: str) -> str:
    found = of.get(key) if isinstance(of, dict) else None
    return _shown(found) if isinstance(found, str) else ""


def _shown(text: str) -> str:
    """Return a stranger's text cut, and as a page or a terminal can show it."""
    return "".join(
        [each if each.isprintable() else "\ufffd" for each in text[:MOST_SHOWN]]
    )


def _listed(manifest: Mapping[str, Any]) -> dict[str, str]:
    rows = manifest.get("files")
    rows = rows if isinstance(rows, list) and len(rows) <= MOST_LISTED else []
    return {_text(each, "name"): _text(each, "sha256") for each in rows}


def _differing(files: Mapping[str, bytes], listed: Mapping[str, str]) -> Iterator[str]:
    """Compare each file with its line in the manifest, and look for files apart."""
    if not listed:
        yield _("There is no manifest that could be read.")
        return
    for name, digest in listed.items():
        if name not in files:
            yield _("%(file)s is missing.") % {"file": name}
        elif hashlib.sha256(files[name]).hexdigest() != digest:
            yield _("%(file)s is not what the manifest lists.") % {"file": name}
    for name in sorted(files.keys() - listed.keys() - {MANIFEST}):
        yield _("%(file)s is not in the manifest.") % {"file": _shown(name)}


def _disagreeing(
    digest: str, manifest: object, receipt: object, frozen: object
) -> Iterator[str]:
    """Compare what manifest, receipt and the content itself say."""
    said = _text(receipt, "sha256")
    if not digest or digest != said:
        yield _("The digest on the receipt is not that of proposal.json.")
    if _text(manifest, "sha256") != said:
        yield _("Manifest and receipt give different digests.")
    numbers = {_text(each, "number") for each in (manifest, receipt, frozen)}
    if len(numbers) > 1 or numbers == {""}:
        yield _("Manifest, receipt and content do not give one number.")
    moments = {_text(each, "received_at") for each in (manifest, receipt, frozen)}
    if len(moments) > 1 or moments == {""}:
        yield _("Manifest, receipt and content do not give one moment of receipt.")


def _naming_otherwise(*told: Mapping[str, Any]) -> Iterator[str]:
    """Compare what was accepted by name; packs of before say nothing of it."""
    if len({_named(each) for each in told}) > 1:
        yield _(
            "Manifest, receipt and content do not say alike what was accepted by name."
        )


def _named(of: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what a file says was accepted: flat, so that no nesting is compared."""
    warnings = of.get("warnings")
    if not isinstance(warnings, dict):
        return ()
    partners, clauses = warnings.get("partners"), warnings.get("clauses")
    rows = partners if isinstance(partners, list) else []
    named = [
        _whole(each.get(key))
        for each in rows
        if isinstance(each, dict)
        for key in ("label", "name")
    ]
    ids = [_whole(each) for each in clauses] if isinstance(clauses, list) else []
    return (*named, "", *ids)


def _whole(found: object) -> str:
    return found if isinstance(found, str) else ""
