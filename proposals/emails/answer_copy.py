"""The mail that repeats to a contact what it answered, when, and for which version."""

import re

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from proposals.emails.plain import letter, plain
from proposals.enums import PartnerAnswer
from proposals.models import AnswerCopy
from proposals.selectors.drafts.masthead import second_words

EIGHT = re.compile(r".{8}")


def answer_copy_mail(copy: AnswerCopy) -> EmailMessage:
    """Return the copy of an answer, loaded with its alliance and who asked.

    No text of the proposal and nothing the contact wrote: the page of the link has it.
    """
    request = copy.request
    by = [request.answered_name, request.answered_function]
    about = {
        "acronym": plain(request.partnership.alliance.acronym),
        "organisation": plain(request.partnership.name),
        "by": plain(", ".join(filter(None, by))),
        "moment": second_words(request.answered_at) if request.answered_at else "",
        "person": plain(str(request.requested_by)),
        "email": request.requested_by.email,
    }
    paragraphs = [
        _SAID[request.answer]() % about,
        _("Answered by %(by)s, %(moment)s.") % about,
    ]
    if request.covered_digest:
        # Long figures in groups, as a person compares them.
        groups = " ".join(EIGHT.findall(request.covered_digest))
        paragraphs += [_("The version that was confirmed (SHA-256):"), groups]
    paragraphs += [
        _("The page of the link shows the answer for your records."),
        _(
            "Was it not you, or should it be otherwise? Write to %(person)s, %(email)s:"
            " a new mail can ask again."
        )
        % about,
    ]
    subject = _("Your answer about %(acronym)s: %(organisation)s") % about
    return letter(to=copy.email, subject=subject, paragraphs=paragraphs)


_SAID = {
    PartnerAnswer.CONFIRMED.value: lambda: _(
        "Recorded: %(organisation)s takes part in the consortium %(acronym)s."
    ),
    PartnerAnswer.DECLINED.value: lambda: _(
        "Recorded: %(organisation)s takes no part in the consortium %(acronym)s."
    ),
    PartnerAnswer.CHANGE.value: lambda: _(
        "Recorded: %(organisation)s asks for a change before it confirms its part in"
        " the consortium %(acronym)s."
    ),
}
