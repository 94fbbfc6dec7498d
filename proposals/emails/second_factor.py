"""The mail that tells somebody that their second factor was taken off."""

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from proposals.emails.plain import letter, link_to
from proposals.models import ResetNotice


def second_factor_mail(row: ResetNotice) -> EmailMessage:
    """Return the mail to the owner of an account; it names nobody."""
    return letter(
        to=row.email,
        subject=_("Your second factor was taken off"),
        paragraphs=[
            _(
                "An administrator took the second factor and the recovery codes off"
                " your account, and ended your sessions. Your password signs you in"
                " alone until you set up another one:"
            ),
            link_to("mfa_index"),
            _(
                "If you did not ask for this, set a new password on the sign-in page"
                " (“Forgot your password?”) and tell an administrator."
            ),
        ],
    )
