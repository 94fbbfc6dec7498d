"""What mails say of who applies, and of where nothing is submitted by this."""

from django.utils.translation import gettext as _

from proposals.emails.plain import plain


def who_applies(applicant: str) -> list[str]:
    """Say who applies, where somebody does: a partner knows that name."""
    words = _("The applicant is %(applicant)s.")
    return [words % {"applicant": plain(applicant)}] if applicant else []


def not_official() -> str:
    """Say that nothing goes to the Agency, in the words of the pages."""
    return _(
        "Nothing goes to the Executive Agency (EACEA) from this site: the official"
        " application is sent to it separately. This site supports that and does not"
        " replace it."
    )
