"""The mail with news, at once or daily: who did what, and the page where it stands."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.words import day_words
from proposals.emails.muting import stop_link
from proposals.emails.plain import letter, link_to, plain
from proposals.enums import MailKind
from proposals.models import Bulletin
from proposals.selectors.letters.bulletins import Told

MOST_NAMED = 5
"""Acronyms in the subject of a mail; the mail itself has all."""


def bulletin_mail(bulletin: Bulletin, told: Sequence[Told]) -> EmailMessage:
    """Return a mail that says `told`, of which there is something."""
    paragraphs: list[str] = []
    for each in told:
        lines = [plain(each.acronym)] if bulletin.day or len(told) > 1 else []
        lines += [f"{_line(said, bulletin)}" for said in each.sentences]
        if each.more:
            more = ngettext("%(number)d more", "%(number)d more", each.more)
            lines.append(f"- {more % {'number': each.more}}")
        words = _("Open %(acronym)s") % {"acronym": plain(each.acronym)}
        paragraphs += ["\n".join(lines), link_to(*each.url, words=words)]
    kind = MailKind.DIGEST if bulletin.day else _kind(bulletin)
    return letter(
        to=bulletin.email,
        subject=_subject(bulletin, told),
        paragraphs=paragraphs,
        stop=stop_link(bulletin.person_id, kind),
    )


def _line(said: str, bulletin: Bulletin) -> str:
    return f"- {plain(said)}" if bulletin.day else f"{plain(said)}."


def _kind(bulletin: Bulletin) -> MailKind:
    return MailKind(bulletin.news.values_list("kind", flat=True)[0])


def _subject(bulletin: Bulletin, told: Sequence[Told]) -> str:
    acronyms = _acronyms(told)
    if bulletin.day is None:
        about = {"acronym": acronyms, "news": plain(told[0].sentences[0])}
        return _("%(acronym)s: %(news)s") % about
    about = {"acronyms": acronyms, "day": day_words(bulletin.day)}
    return _("%(day)s: news of %(acronyms)s") % about


def _acronyms(told: Sequence[Told]) -> str:
    """Return whole acronyms, of many the first: a subject has one line."""
    named = [plain(each.acronym) for each in told[:MOST_NAMED]]
    if more := len(told) - len(named):
        words = ngettext("%(number)d more", "%(number)d more", more)
        named.append(words % {"number": more})
    return ", ".join(named)
