"""Opening a question from the account whose proven address was asked."""

import secrets

from proposals.models import ConfirmationRequest
from proposals.models.confirmations import digest_of

TOKEN_BYTES = 32


def open_own_request(*, asked: ConfirmationRequest) -> str:
    """Return a new token of a question; the link that was mailed works as before.

    It opens what the mail opens, nothing of the draft. Twice ends the first token.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    ConfirmationRequest.objects.filter(pk=asked.pk).update(
        account_digest=digest_of(token)
    )
    return token
