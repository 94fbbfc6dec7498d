"""Certificates of our own making, and what pyHanko says of a sealed file."""

import datetime as dt
import io
from concurrent.futures import ThreadPoolExecutor

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    pkcs12,
)
from django.utils import timezone

OFFICE = "Seal of the Alliance Office"
DAY = dt.timedelta(days=1)
PASSWORD = b"a word"
NAMED = ((x509.NameOID.COMMON_NAME, OFFICE),)


def write_certificate(settings, folder, *, since=-DAY, until=100 * DAY, named=NAMED):
    """Have the installation seal with a new certificate; return when that expires."""
    folder.mkdir(exist_ok=True)
    now = timezone.now().replace(microsecond=0)
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(*each) for each in named])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now + since)
        .not_valid_after(now + until)
        .sign(key, hashes.SHA256())
    )
    settings.SEAL_FILE = folder / "seal.p12"
    settings.SEAL_PASSWORD_FILE = folder / "seal-password"
    settings.SEAL_FILE.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"seal", key, certificate, None, BestAvailableEncryption(PASSWORD)
        )
    )
    settings.SEAL_PASSWORD_FILE.write_bytes(PASSWORD + b"\n")
    return now + until


def seal_in(content):
    """Return whether the one seal in a file is intact, and whether it covers all."""
    from pyhanko.pdf_utils.reader import PdfFileReader  # two seconds
    from pyhanko.sign.validation import validate_pdf_signature  # as above
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415  # as above

    (seal,) = PdfFileReader(io.BytesIO(content)).embedded_signatures
    trusted = ValidationContext(trust_roots=[seal.signer_cert], allow_fetching=False)
    # It starts an event loop, and where Chromium ran one runs in this thread already.
    with ThreadPoolExecutor(max_workers=1) as apart:
        found = apart.submit(
            validate_pdf_signature, seal, trusted, key_usage_settings=_any_key_usage()
        ).result()
    coverage = found.coverage.name if found.coverage else ""
    return found.intact and found.valid, coverage


def _any_key_usage():
    from pyhanko.sign.validation.settings import KeyUsageConstraints  # as above

    return KeyUsageConstraints(key_usage=set())
