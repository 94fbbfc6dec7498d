"""What rules would do to drafts, as the page that asks for them showed it.

Reading every draft takes its time, so it is done once, while somebody looks. The page
carries the figures along, signed, with the version in force by then: what is kept with
a decision is what was seen, and nothing where nobody saw any.
"""

from collections.abc import Mapping
from typing import Any

from django.core.signing import BadSignature, Signer

from eligibility.models import RulebookUpload

Figures = Mapping[str, Any]


def sealed(*, figures: Figures, upload: RulebookUpload, compared_with: int) -> str:
    """Return figures as a page of this upload carries them, beside that version."""
    return _signer(upload).sign_object({**figures, "compared_with": compared_with})


def seen_in(*, text: str, upload: RulebookUpload) -> Figures:
    """Return what a page of this upload showed, and `compared_with`; else nothing."""
    try:
        found: Figures = _signer(upload).unsign_object(text)
    except BadSignature:
        return {}
    return found


def _signer(upload: RulebookUpload) -> Signer:
    return Signer(salt=f"impact of {upload.public_id}")
