"""The seal of an installation: a PAdES signature over the pack of a submission.

Baseline B-B: a certificate, no time stamp of a third party, nothing asked of a network.
It is appended to the file, whose first bytes stay as they were drawn.
"""

import datetime as dt
import io
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509 import Certificate, NameOID
from django.conf import settings
from django.utils.translation import gettext as _

from proposals.documents.apart import Limits, Send, work_apart
from proposals.documents.renderer import Progress
from proposals.enums import PackStep, SealTrouble

FIELD = "Seal"

LIMITS = Limits(seconds=15, memory=1536)
"""Loading the library takes two seconds, the signature a fifth of one."""

NAMED_BY = (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME)


class SealUnusable(Exception):
    """There is a certificate that seals nothing at present."""

    def __init__(self, trouble: SealTrouble) -> None:
        super().__init__(trouble.label)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Sealer:
    """A certificate that is valid at present, with its key."""

    subject: str
    """Whom it names."""
    until: dt.datetime
    """When it expires."""
    store: bytes
    password: bytes


@dataclass(frozen=True, slots=True)
class SealedPdf:
    """A sealed file and what its seal says."""

    content: bytes
    subject: str
    until: dt.datetime


def present_sealer(*, now: dt.datetime) -> Sealer | None:
    """Return what seals; None where this installation has no certificate.

    It is read anew every time, so that a new certificate needs no restart. Raises
    SealUnusable for one that cannot be read or is not valid now.
    """
    place = Path(settings.SEAL_FILE)
    try:
        store = place.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SealUnusable(SealTrouble.UNREADABLE) from error
    if not store:
        return None  # containers cannot start without a file: an empty one is none
    try:
        password = Path(settings.SEAL_PASSWORD_FILE).read_bytes().strip()
        key, certificate, _others = pkcs12.load_key_and_certificates(store, password)
    except (OSError, ValueError) as error:
        raise SealUnusable(SealTrouble.UNREADABLE) from error
    if key is None or certificate is None:
        raise SealUnusable(SealTrouble.UNREADABLE)
    if now < certificate.not_valid_before_utc:
        raise SealUnusable(SealTrouble.EARLY)
    if now > certificate.not_valid_after_utc:
        raise SealUnusable(SealTrouble.EXPIRED)
    until = certificate.not_valid_after_utc
    return Sealer(_subject(certificate), until, store, password)


def seal_pdf(content: bytes, *, sealer: Sealer, progress: Progress) -> SealedPdf:
    """Seal a PDF in a process of its own; `progress` may raise to stop it.

    Raises what `work_apart` raises.
    """
    work = partial(_seal, content, sealer)
    sealed = b""
    with closing(work_apart([work], limits=LIMITS)) as answers:
        for answer in answers:
            sealed = answer if isinstance(answer, bytes) else sealed
            progress(PackStep.SEALING, 0, 0)
    return SealedPdf(sealed, sealer.subject, sealer.until)


def _subject(certificate: Certificate) -> str:
    for name in NAMED_BY:
        for each in certificate.subject.get_attributes_for_oid(name):
            return str(each.value)
    return certificate.subject.rfc4514_string()


def _seal(content: bytes, sealer: Sealer, send: Send) -> None:
    from pyhanko.pdf_utils.incremental_writer import (
        IncrementalPdfFileWriter,  # a server's library: only a seal needs it
    )
    from pyhanko.sign import fields, signers  # as above

    signer = signers.SimpleSigner.load_pkcs12_data(
        sealer.store, other_certs=[], passphrase=sealer.password
    )
    described = fields.SigFieldSpec(
        # Without a place it is not visible. A reader says its alternative name.
        FIELD,
        on_page=0,
        readable_field_name=_("Electronic seal of the pack"),
    )
    said = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
    )
    signing = signers.PdfSigner(said, signer=signer, new_field_spec=described)
    file = IncrementalPdfFileWriter(io.BytesIO(content))
    send(signing.sign_pdf(file).getvalue())
