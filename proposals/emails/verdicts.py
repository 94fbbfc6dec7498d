"""The mail that tells a coordinator which verdicts a new edition flipped."""

from collections.abc import Iterator
from typing import Any

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.words import own_words
from eligibility.core import Outcome
from eligibility.messages import outcome_word
from proposals.emails.muting import stop_link
from proposals.emails.plain import letter, link_to, plain, plain_reason
from proposals.enums import MailKind
from proposals.models import VerdictNotice

MOST_DRAFTS = 20
"""Drafts a mail names; the list of alliances has the rest."""


def verdict_mail(row: VerdictNotice) -> EmailMessage:
    """Return the mail of a notice, loaded with its edition and call.

    Verdicts and acronyms only: nothing of what is in a draft, and nobody in it.
    """
    about = {
        "call": plain(own_words(row.edition.call.title)),
        "version": row.edition.version,
        "reason": plain_reason(row.edition.reason),
    }
    return letter(
        to=row.email,
        subject=_("%(call)s: new data changes a verdict of yours") % about,
        paragraphs=[
            _(
                "The country and sector data of the call %(call)s were corrected."
                " Edition %(version)s is in force, and verdicts on your drafts are"
                " different now."
            )
            % about,
            *(_flip(each) for each in row.flips[:MOST_DRAFTS]),
            *_rest(len(row.flips) - MOST_DRAFTS),
            _("The reason given: %(reason)s") % about,
            _("Submitted proposals keep the verdict they were submitted with."),
        ],
        stop=stop_link(row.person_id, MailKind.VERDICT),
    )


def _rest(number: int) -> Iterator[str]:
    """Count the drafts that are not named, and lead to all."""
    if number > 0:
        words = ngettext("%(number)d more", "%(number)d more", number)
        yield "\n".join([words % {"number": number}, link_to("alliance-list")])


def _flip(flip: dict[str, Any]) -> str:
    """Say one draft's verdicts before and after, and where to read why."""
    lines = [plain(flip["acronym"])]
    for label, (before, after) in (
        (_("as planned"), flip["planned"]),
        (_("as confirmed"), flip["confirmed"]),
    ):
        words = {"label": label, "before": _word(before), "after": _word(after)}
        if before == after:
            lines.append(_("%(label)s: %(after)s, as before") % words)
        else:
            lines.append(_("%(label)s: %(after)s, before: %(before)s") % words)
    if flip.get("is_submitted"):
        again = _("Your submission stays valid; submitted again, this would be asked.")
        lines.append(again)
    return "\n".join([*lines, link_to("eligibility", flip["alliance"])])


def _word(code: str) -> str:
    return outcome_word(Outcome(code)).lower()
