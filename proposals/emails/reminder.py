"""The mails before a deadline: headings and numbers, no word and no amount of it."""

from collections.abc import Iterator

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.enums import Role
from alliances.models import Partnership
from alliances.phrases import labelled
from alliances.words import day_words, own_words, within
from eligibility.words import BRUSSELS, deadline_words
from proposals.emails.muting import stop_link
from proposals.emails.plain import letter, link_to, plain
from proposals.emails.standing import not_official, who_applies
from proposals.enums import MailKind
from proposals.models import ConfirmationRequest, Proposal, Reminder
from proposals.selectors.drafts.open_work import OpenPart, OpenPlace, OpenWork
from proposals.selectors.letters.mute_links import QUESTION

MOST_NAMES = 10
"""Partners a mail names; the page has the rest."""


def open_work_mail(row: Reminder, proposal: Proposal, work: OpenWork) -> EmailMessage:
    """Return the mail to who writes a proposal: where how much is open."""
    about = _about(row, proposal) | {"number": work.number}
    subject = ngettext(
        "%(acronym)s: %(number)d point is open before %(until)s",
        "%(acronym)s: %(number)d points are open before %(until)s",
        work.number,
    )
    if not work.number:
        first = _("%(acronym)s: to be submitted before %(until)s")
        again = _("%(acronym)s: to be submitted again before %(until)s")
        subject = again if work.is_submitted else first
    words = _("Open what is left to do")
    return letter(
        to=row.email,
        subject=subject % about,
        paragraphs=[
            _closes(work) % about,
            *_listed(_("Still open:"), [_place_words(each) for each in work.places]),
            *_listed(_("Have not confirmed:"), _names(work.partners)),
            link_to("left", str(proposal.alliance.public_id), words=words),
            not_official(),
        ],
        stop=stop_link(row.person_id or 0, MailKind.DEADLINE),
    )


def open_part_mail(
    row: Reminder,
    proposal: Proposal,
    partnership: Partnership,
    parts: tuple[OpenPart, ...],
    *,
    is_asked: bool,
) -> EmailMessage:
    """Return the mail to the contact of a partner: which of its parts are open.

    `is_asked` says whether the same address owes the answer to a question too.
    """
    about = _about(row, proposal) | {"organisation": plain(partnership.name)}
    public_id = str(proposal.alliance.public_id)
    paragraphs = [_("%(call)s closes on %(until)s.") % about]
    if parts:
        heading = _("Open in the part of %(organisation)s:") % about
        paragraphs += _listed(heading, [_part_words(each) for each in parts])
        paragraphs.append(link_to("my-part", public_id, words=_("Open your part")))
    if is_asked:
        asked = _("%(organisation)s has not answered whether it takes part.") % about
        words = _("Read the question and answer")
        paragraphs += [asked, link_to("own-requests", words=words)]
    paragraphs.append(not_official())
    own_part = _("%(acronym)s: your part is open before %(until)s")
    return letter(
        to=row.email,
        subject=(own_part if parts else _answer_is_open()) % about,
        paragraphs=paragraphs,
        stop=stop_link(row.person_id or 0, MailKind.DEADLINE),
    )


def open_question_mail(
    row: Reminder, request: ConfirmationRequest, *, token: str, applicant: str = ""
) -> EmailMessage:
    """Return the mail about a question nobody answered, with a link of its own."""
    partnership = request.partnership
    about = {
        "person": plain(str(request.requested_by)),
        "asked": day_words(request.requested_at.astimezone(BRUSSELS).date()),
        "organisation": plain(partnership.name),
        "acronym": plain(partnership.alliance.acronym),
        "role": within(str(Role(partnership.role).label)),
        "until": deadline_words(row.deadline),
    }
    asked = _(
        "%(person)s asked on %(asked)s whether %(organisation)s takes part in"
        " the consortium %(acronym)s as %(role)s. No answer has come. The call"
        " closes on %(until)s."
    )
    return letter(
        to=row.email,
        subject=_answer_is_open() % about,
        paragraphs=[
            asked % about,
            *who_applies(applicant),
            _("Read what you confirm, then confirm or decline:"),
            link_to("confirm", token, words=_("Read and answer")),
            _(
                "You need no account. Opening the link records nothing. The page may"
                " ask for a code, which is mailed to this address."
            ),
            not_official(),
            _(
                "If you do not know %(person)s or this consortium, say so on that"
                " page, or do nothing."
            )
            % about,
        ],
        stop=stop_link(request.pk, MailKind.DEADLINE, scope=QUESTION),
        has_account=False,
    )


def _answer_is_open() -> str:
    return _("%(acronym)s: the answer of %(organisation)s is open")


def _about(row: Reminder, proposal: Proposal) -> dict[str, str | int]:
    return {
        "acronym": plain(proposal.alliance.acronym),
        "call": plain(own_words(proposal.alliance.call.title)),
        "until": deadline_words(row.deadline),
    }


def _closes(work: OpenWork) -> str:
    if work.is_submitted:
        return _(
            "%(call)s closes on %(until)s. A submission of %(acronym)s"
            " stands, and the draft says otherwise: until it is submitted again, what"
            " was submitted counts."
        )
    return _("%(call)s closes on %(until)s. %(acronym)s is not submitted yet.")


def _listed(heading: str, lines: list[str]) -> list[str]:
    return ["\n".join([heading, *(f"- {each}" for each in lines)])] if lines else []


def _names(partners: tuple[str, ...]) -> list[str]:
    names = [plain(each) for each in partners[:MOST_NAMES]]
    if more := len(partners) - len(names):
        words = ngettext("%(number)d more", "%(number)d more", more)
        names.append(words % {"number": more})
    return names


def _place_words(place: OpenPlace) -> str:
    return labelled(plain(place.title), ", ".join(_numbers(place)))


def _numbers(place: OpenPlace) -> Iterator[str]:
    if place.number:
        words = ngettext("%(number)d point", "%(number)d points", place.number)
        yield words % {"number": place.number}
    if place.parts:
        words = ngettext(
            "%(number)d part not said to be done",
            "%(number)d parts not said to be done",
            place.parts,
        )
        yield words % {"number": place.parts}


def _part_words(part: OpenPart) -> str:
    words = (
        _("%(section)s: something is missing")
        if part.is_lacking
        else _("%(section)s: nobody said that it is done")
    )
    return words % {"section": plain(part.title)}
