"""The mail that asks a partner's contact to confirm, with the link to do so."""

from collections.abc import Iterator

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from alliances.enums import Role
from alliances.phrases import labelled
from alliances.words import within
from eligibility.words import deadline_words
from proposals.emails.plain import letter, link_to, plain
from proposals.emails.standing import not_official, who_applies
from proposals.models import ConfirmationRequest
from proposals.selectors.asking.asked_before import AskedBefore


def confirmation_mail(
    request: ConfirmationRequest,
    *,
    token: str,
    applicant: str = "",
    before: AskedBefore | None = None,
) -> EmailMessage:
    """Return the mail of a request, loaded with its alliance and who asks.

    `before` is what was answered before. No amount and nothing else of a statement:
    mails are passed on, and the page of an old link asks for a code.
    """
    partnership = request.partnership
    acronym = plain(partnership.alliance.acronym)
    about = {
        "person": plain(str(request.requested_by)),
        "email": request.requested_by.email,
        "organisation": plain(partnership.name),
        "acronym": acronym,
        "role": within(str(Role(partnership.role).label)),
        "until": deadline_words(request.expires_at),
    }
    asks = _(
        "%(person)s (%(email)s) asks you to confirm that %(organisation)s"
        " takes part in the consortium %(acronym)s as %(role)s."
    )
    first = _("Confirm your part in %(acronym)s: %(organisation)s")
    again = _("Confirm your part in %(acronym)s again: %(organisation)s")
    return letter(
        to=request.email,
        subject=(again if before else first) % about,
        paragraphs=[
            asks % about,
            *who_applies(applicant),
            *_again(before),
            _("Read what you confirm, then confirm or decline:"),
            link_to("confirm", token, words=_("Read and answer")),
            _(
                "You need no account. Opening the link records nothing. It works until"
                " %(until)s, and for one answer. After 24 hours the page also asks for"
                " a code, which is mailed to this address."
            )
            % about,
            not_official(),
            _(
                "If you do not know %(person)s or this consortium, say so on that"
                " page, or do nothing."
            )
            % about,
        ],
    )


def _again(before: AskedBefore | None) -> Iterator[str]:
    if before is None:
        return
    yield _("You are asked again.")
    yield before.said_by(plain(before.by))
    if before.is_same:
        yield _("Nothing of it has changed since: you may answer anew.")
    elif before.differences:
        titles = ", ".join(each.title for each in before.differences)
        yield labelled(_("Changed since"), titles)
        yield _("The page shows what was confirmed beside what holds now.")
