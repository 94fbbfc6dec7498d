"""What papers and pages print so that anybody can check a submission."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from proposals.files.qr_codes import QrCode, qr_code
from proposals.verify_codes import grouped_code, verify_code


@dataclass(frozen=True, slots=True)
class VerifyMark:
    """The way to the page on which a submission is checked."""

    door: str
    """The address at which number and code are typed, without its scheme."""
    path: str
    """Where the submission is checked, on this site."""
    address: str
    """The whole address, which the drawn code holds."""
    code: str
    """In groups of four."""
    drawn: QrCode


def verify_mark(*, number: str, sha256: str) -> VerifyMark:
    """Return the mark of a submission; its address is the site's, as in mails."""
    code = verify_code(number=number, sha256=sha256)
    path = reverse("verified", args=[number, code])
    address = f"{settings.SITE_URL}{path}"
    door = f"{settings.SITE_URL}{reverse('verify')}".partition("://")[2]
    return VerifyMark(door, path, address, grouped_code(code), qr_code(address))
