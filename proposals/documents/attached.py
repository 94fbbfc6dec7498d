"""The files inside the pack of a submission: its content for machines, signed copies.

All of them come from the frozen content, and the copies by the digests it names: the
same content gives the same bytes. Nothing is in them that the pack does not say.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.translation import gettext as _

from eligibility.core import Reading, canonical
from proposals.documents.archival import EmbeddedFile, Relationship
from proposals.documents.money import budget_of_content
from proposals.documents.renderer import renderer_version
from proposals.enums import CopyKind, DocumentKind
from proposals.files.budget_sheets import write_workbook_of
from proposals.files.fixed_workbooks import fixed_workbook
from proposals.files.signed_files import BEGINNINGS
from proposals.selectors.plan.budget_tables import budget_tables
from proposals.snapshots import (
    FrozenApplication,
    FrozenCopy,
    FrozenPartner,
    FrozenSubmission,
    dump_warnings,
    moment_text,
    receipt_in,
)

JSON = "application/json"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MIMES = {
    CopyKind.PDF: "application/pdf",
    CopyKind.JPEG: "image/jpeg",
    CopyKind.PNG: "image/png",
}
MOST_COPIED = 40_000_000
"""Bytes of all signed copies in one pack: more than that no mail or form takes."""


class Copies(Protocol):
    """Signed copies by the SHA-256 of their bytes, read one at a time."""

    def get(self, sha256: str, /) -> bytes | None:
        """Return a copy; None where it is gone."""


@dataclass(frozen=True, slots=True)
class _Source:
    """What the files of one pack are made from."""

    content: str
    """Canonical JSON without the withdrawal test: the bytes the receipt speaks of."""
    application: FrozenApplication
    submission: FrozenSubmission

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content.encode()).hexdigest()

    def file(
        self,
        name: str,
        content: bytes,
        description: str,
        mime: str = JSON,
        relationship: Relationship = Relationship.DATA,
    ) -> EmbeddedFile:
        moment = self.submission.received_at
        return EmbeddedFile(name, content, mime, relationship, description, moment)


def attached_files(
    content: str, application: FrozenApplication, *, copies: Copies
) -> tuple[EmbeddedFile, ...]:
    """Return the files of a submitted pack, the manifest of the others last.

    `content` is without the withdrawal test. None for a draft. Copies that are not
    given, or would be too much together, are named in the manifest as left out.
    """
    if application.submission is None:
        return ()
    source = _Source(content, application, application.submission)
    signed, left_out = _signed_copies(source, copies)
    files = [*_data(source), *signed]
    return (*files, _manifest(source, files, left_out))


def left_out_of(
    files: Sequence[EmbeddedFile], application: FrozenApplication
) -> tuple[str, ...]:
    """Return the signed copies the content names that are not among the files."""
    held = {each.name.partition(".")[0] for each in files}
    named = [
        _document(each, each.signed) for each in application.partners if each.signed
    ]
    return tuple([each for each in named if each not in held])


def _data(source: _Source) -> Iterator[EmbeddedFile]:
    yield source.file(
        "proposal.json",
        source.content.encode(),
        _("All that was submitted, as canonical JSON: the bytes of the digest."),
        relationship=Relationship.SOURCE,
    )
    yield source.file(
        "receipt.json", _receipt(source), _("The receipt: number, moment, verdict.")
    )
    yield source.file(
        "confirmations.json",
        _confirmations(source),
        _("Who confirmed for each organisation, and when."),
    )
    budget = budget_of_content(source.application)
    if budget is not None:
        tables = list(budget_tables(budget).values())
        workbook = fixed_workbook(
            write_workbook_of(tables), moment=source.submission.received_at
        )
        yield source.file(
            "budget.xlsx", workbook, _("The tables of the budget."), WORKBOOK
        )


def _receipt(source: _Source) -> bytes:
    application = source.application
    verdict = receipt_in(source.content)
    return _written(
        {
            "schema": "ssa-submission-receipt/1",
            "number": source.submission.number,
            "received_at": moment_text(source.submission.received_at),
            "sha256": source.sha256,
            "call": application.call_code,
            "lot": application.lot_code,
            "acronym": application.acronym,
            "title": application.title,
            "deadline": moment_text(application.deadline),
            "outcome": application.report.of(Reading.PLANNED),
            "outcome_as_confirmed": application.report.of(Reading.CONFIRMED),
            "verdict": json.loads(verdict) if verdict else None,
            **dump_warnings(application.warnings),
        }
    )


def _confirmations(source: _Source) -> bytes:
    return _written(
        {
            "schema": "ssa-confirmations/1",
            "number": source.submission.number,
            "sha256": source.sha256,
            "partners": [_confirmation(each) for each in source.application.partners],
        }
    )


def _confirmation(partner: FrozenPartner) -> dict[str, Any]:
    given, signed = partner.given, partner.signed
    return {
        "label": partner.label,
        "name": partner.name,
        "country": partner.eu_code or None,
        "role": partner.role,
        "pic": partner.pic or None,
        "confirmation": partner.confirmation,
        "given": given
        and {
            "name": given.name,
            "function": given.function,
            "at": moment_text(given.at),
        },
        "signed": signed
        and {
            "kind": signed.kind,
            "sha256": signed.sha256,
            "code": signed.code or None,
            "at": moment_text(signed.at),
        },
    }


def _signed_copies(
    source: _Source, copies: Copies
) -> tuple[list[EmbeddedFile], list[dict[str, Any]]]:
    """Return the copies that go in, by partner, and what is said of the others."""
    files: list[EmbeddedFile] = []
    left_out: list[dict[str, Any]] = []
    room = MOST_COPIED
    for partner in source.application.partners:
        if partner.signed is None:
            continue
        content = copies.get(partner.signed.sha256) or b""
        kind = _kind_of(content, partner.signed)
        if kind is None or len(content) > room:
            left_out.append(_left_out(partner, partner.signed, is_found=bool(kind)))
        else:
            room -= len(content)
            files.append(_signed_copy(source, partner, partner.signed, content, kind))
    return files, left_out


def _kind_of(content: bytes, copy: FrozenCopy) -> CopyKind | None:
    """Return what a copy is; None if these are not the bytes that stood."""
    if hashlib.sha256(content).hexdigest() != copy.sha256:
        return None
    starts = BEGINNINGS.items()
    return next((kind for start, kind in starts if content.startswith(start)), None)


def _document(partner: FrozenPartner, copy: FrozenCopy) -> str:
    return f"{copy.kind}-{partner.label}"


def _left_out(
    partner: FrozenPartner, copy: FrozenCopy, *, is_found: bool
) -> dict[str, Any]:
    return {
        "document": _document(partner, copy),
        "sha256": copy.sha256,
        "reason": "too-large-together" if is_found else "not-found",
    }


def _signed_copy(
    source: _Source,
    partner: FrozenPartner,
    copy: FrozenCopy,
    content: bytes,
    kind: CopyKind,
) -> EmbeddedFile:
    words = _("%(kind)s of %(label)s, %(name)s: signed copy.")
    told = {
        "kind": DocumentKind(copy.kind).label,
        "label": partner.label,
        "name": partner.name,
    }
    return source.file(
        f"{_document(partner, copy)}.{kind}",
        content,
        words % told,
        MIMES[kind],
        Relationship.SUPPLEMENT,
    )


def _manifest(
    source: _Source, files: list[EmbeddedFile], left_out: list[dict[str, Any]]
) -> EmbeddedFile:
    content = _written(
        {
            "schema": "ssa-pack-manifest/1",
            "number": source.submission.number,
            "received_at": moment_text(source.submission.received_at),
            "sha256": source.sha256,
            "renderer": renderer_version(),
            "files": [
                {
                    "name": each.name,
                    "sha256": hashlib.sha256(each.content).hexdigest(),
                    "size": len(each.content),
                    "mime": each.mime,
                    "relationship": each.relationship,
                    "description": each.description,
                }
                for each in files
            ],
            "left_out": left_out,
            **dump_warnings(source.application.warnings),
        }
    )
    return source.file(
        "manifest.json",
        content,
        _("What is in this document: each file with its size and digest."),
        relationship=Relationship.SUPPLEMENT,
    )


def _written(data: dict[str, Any]) -> bytes:
    return canonical(data).encode()
