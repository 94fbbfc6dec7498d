"""Refusals around comments."""

from django.utils.translation import gettext_lazy as _

from proposals.errors import Refused


class CommentEmpty(Refused):
    """Nothing was said, or more than a comment holds."""

    message = _("Write between 1 and 2,000 characters.")


class NotAReader(Refused):
    """Whom a comment names must see the question."""

    message = _("This person does not see this question.")


class ThreadGone(Refused):
    """There is no such thread at this question."""

    message = _("This comment is not here.")


class TooManyMentions(Refused):
    """A person's comments may send so many mails a day."""

    message = _(
        "Your comments have sent many mails today. Comment without naming anybody, or"
        " tomorrow."
    )
