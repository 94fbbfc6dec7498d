"""The mail to a contact about figures it proposed; no figure is in it."""

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proposals.emails.muting import stop_link
from proposals.emails.plain import letter, link_to, plain
from proposals.enums import FigureNews, MailKind
from proposals.models import FigureNotice


def figures_mail(row: FigureNotice) -> EmailMessage:
    """Return the mail of a notice: who did what, how many, and where it stands."""
    alliance = row.proposal.alliance
    about = {
        "acronym": plain(alliance.acronym),
        "person": plain(str(row.by)),
        "number": row.number,
    }
    return letter(
        to=row.email,
        subject=_("%(acronym)s: news of the figures you proposed") % about,
        paragraphs=[
            _news(row) % about,
            link_to(
                "own-figures",
                str(alliance.public_id),
                words=_("Look at your figures"),
            ),
            _("The figures stand there only, with the reason if there is one."),
        ],
        stop=stop_link(row.person_id, MailKind.FIGURES_DECIDED),
    )


def _news(notice: FigureNotice) -> str:
    if notice.news == FigureNews.APPROVED:
        return ngettext(
            "%(person)s approved %(number)d figure you proposed for %(acronym)s: the"
            " budget has it now.",
            "%(person)s approved %(number)d figures you proposed for %(acronym)s: the"
            " budget has them now.",
            notice.number,
        )
    if notice.news == FigureNews.REFUSED:
        return ngettext(
            "%(person)s refused %(number)d figure you proposed for %(acronym)s. The"
            " budget stays as it was.",
            "%(person)s refused %(number)d figures you proposed for %(acronym)s. The"
            " budget stays as it was.",
            notice.number,
        )
    return ngettext(
        "%(person)s changed %(number)d figure in the budget of %(acronym)s for which"
        " you propose another. Look whether your proposal still holds.",
        "%(person)s changed %(number)d figures in the budget of %(acronym)s for which"
        " you propose others. Look whether your proposals still hold.",
        notice.number,
    )
