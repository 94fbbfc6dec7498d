"""The mail that asks an administrator to look at what another one wants published."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from alliances.models import ReferenceUpload, User
from alliances.selectors.upload_names import upload_name
from eligibility.models import RulebookUpload
from proposals.emails.plain import letter, link_to, plain, plain_reason
from proposals.models import ReviewNotice
from proposals.models.review_notices import Upload


def review_mail(row: ReviewNotice, *, upload: Upload, by: User) -> EmailMessage:
    """Return the mail about an upload that `by` asks to publish: nothing of its text.

    What it would change is worked out while somebody looks, and stands on its page.
    """
    about = {"person": plain(str(by)), "email": by.email, **_place(upload)}
    subject, asks = _sentences(upload)
    name = {"name": plain(upload_name(upload.file_name))}
    return letter(
        to=row.email,
        subject=subject % about,
        paragraphs=[
            asks % about,
            _("It is called “%(name)s”.") % name,
            _("The reason given: %(reason)s") % {"reason": plain_reason(upload.reason)},
            _who_decides() % about,
            link_to(
                _page(upload),
                str(upload.public_id),
                words=_("Look at it, then publish or refuse it"),
            ),
            _("Is something not clear? Write to %(person)s, %(email)s.") % about,
        ],
    )


def _page(upload: Upload) -> str:
    if isinstance(upload, RulebookUpload):
        return "law-check"
    is_table = isinstance(upload, ReferenceUpload)
    return "reference-check" if is_table else "register-check"


def _place(upload: Upload) -> dict[str, str]:
    """Return what it is for: a new call has no title yet, only its code."""
    if isinstance(upload, RulebookUpload):
        return {"call": plain(upload.call_code)}
    if isinstance(upload, ReferenceUpload):
        table = str(upload.get_table_display())
        return {"call": plain(str(upload.call_id)), "table": table}
    return {}


def _sentences(upload: Upload) -> tuple[str, str]:
    """Return the subject and what is asked."""
    if isinstance(upload, RulebookUpload):
        return (
            _("New rules of the call %(call)s wait for a second person"),
            _(
                "%(person)s asks you to look at new rules of the call %(call)s, and to"
                " publish or refuse them."
            ),
        )
    if not isinstance(upload, ReferenceUpload):
        return (
            _("A file of the register waits for a second person"),
            _(
                "%(person)s asks you to look at a file of the register of"
                " organisations, and to publish or refuse it."
            ),
        )
    if upload.is_shared:
        return (
            _("A table of all calls waits for a second person: %(table)s"),
            _(
                "%(person)s asks you to look at a new table of all calls, “%(table)s”,"
                " and to publish or refuse it."
            ),
        )
    return (
        _("A table of the call %(call)s waits for a second person: %(table)s"),
        _(
            "%(person)s asks you to look at a new table of the call %(call)s,"
            " “%(table)s”, and to publish or refuse it."
        ),
    )


def _who_decides() -> str:
    if settings.FOUR_EYES:
        return _(
            "Every other administrator is asked, and one of you is enough. Before that"
            " nothing is published: %(person)s cannot do so alone."
        )
    return _(
        "Every other administrator is asked, and one of you is enough. Before that"
        " nothing is published, unless %(person)s does so after all."
    )
