"""What a partner's contact sees by the link: the question, or why there is none."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliances.enums import Role
from alliances.models import Alliance, Partnership
from alliances.models.organisations import TYPE_SEPARATOR
from alliances.selectors.nace import nace_words
from eligibility.words import BRUSSELS, country_name, day_words, deadline_words
from proposals.enums import PartnerAnswer
from proposals.models import ConfirmationRequest
from proposals.policies import can_edit
from proposals.selectors.composition import type_words
from proposals.selectors.masthead import lot_line, second_words
from proposals.snapshots.covered import Covered, applicant_of, covered_by
from proposals.snapshots.reference import current_reference


@dataclass(frozen=True, slots=True)
class Row:
    """One line of what is confirmed."""

    title: str
    text: str
    note: str = ""
    """What it means, or belongs to it."""
    before: str = ""
    """What it said when the page was opened, if that was something else."""


@dataclass(frozen=True, slots=True)
class Record:
    """The answer that was given."""

    is_confirmed: bool
    moment: str
    """To the second, with the zone."""
    by: str
    reason: str
    is_outdated: bool
    """Whether what was confirmed has changed since."""
    later: str
    """What came after the answer, in a sentence; empty where it stands."""


@dataclass(frozen=True, slots=True)
class Closing:
    """Why a link cannot be answered, and what to do instead."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class ConfirmationPage:
    """The page behind one link."""

    acronym: str
    call: str
    organisation: str
    role: str
    """In the middle of a sentence: "full partner"."""
    person: str
    """Who asks."""
    contact: str
    """Whom to write to: who asked, or the coordinator once they have no access."""
    email: str
    asked_on: str
    until: str
    rows: tuple[Row, ...]
    seen: str
    """What the form says it showed."""
    record: Record | None
    closing: Closing | None

    @property
    def is_open(self) -> bool:
        """Whether the link takes an answer."""
        return not (self.record or self.closing)


def confirmation_page(
    request: ConfirmationRequest, *, now: dt.datetime, seen: str = ""
) -> ConfirmationPage:
    """Return the page of a request; `seen` is what an older page showed."""
    partnership = request.partnership
    alliance = partnership.alliance
    covered = covered_by(partnership, applicant=applicant_of(alliance))
    asker = request.requested_by
    contact = asker if can_edit(asker, alliance.proposal) else alliance.coordinator
    return ConfirmationPage(
        acronym=alliance.acronym,
        call=alliance.call.title,
        organisation=partnership.name,
        role=_in_sentence(partnership.role),
        person=str(request.requested_by),
        contact=str(contact),
        email=contact.email,
        asked_on=day_words(request.requested_at.astimezone(BRUSSELS).date()),
        until=deadline_words(request.expires_at),
        rows=_compared(alliance, covered, Covered.read(seen) if seen else None),
        seen=covered.text,
        record=_record(request, covered),
        closing=_closing(request, partnership, now),
    )


def unknown_link() -> Closing:
    """Return what is said of a link nobody knows: nothing that would help to guess."""
    return Closing(
        _("This link leads nowhere"),
        _(
            "Links in mails are long, and some programs cut them. Copy the whole link"
            " from the newest mail you have, or ask who wrote to you to send it again."
        ),
    )


def _compared(
    alliance: Alliance, covered: Covered, seen: Covered | None
) -> tuple[Row, ...]:
    """Return the lines, each with what it said before where that was different."""
    rows = _rows(alliance, covered)
    if seen is None or seen == covered:
        return rows
    return tuple(
        Row(row.title, row.text, row.note, "" if old.text == row.text else old.text)
        for row, old in zip(rows, _rows(alliance, seen), strict=True)
    )


def _rows(alliance: Alliance, covered: Covered) -> tuple[Row, ...]:
    types = covered.types.split(TYPE_SEPARATOR) if covered.types else []
    country = country_name(covered.country) if covered.country else _("Not stated")
    return (
        Row(_("Organisation"), covered.name),
        Row(_("Country"), country),
        Row(_("Type"), type_words(types)),
        Row("PIC", covered.pic or _("Not stated")),
        Row(_("Role"), _role_title(covered.role), _consequence(covered.role)),
        Row(_("Project"), covered.acronym, _title(alliance)),
        Row(_("Applicant"), covered.applicant or _("Not stated")),
        Row(_("Call"), alliance.call.title, _call_note(alliance)),
        Row(_("Sector"), _sector_title(alliance, covered.sector) or _("Not stated")),
    )


def _title(alliance: Alliance) -> str:
    """Say the title as what it is: polished until the last day, so not confirmed."""
    if not alliance.title:
        return ""
    return _("%(title)s (the title may still change)") % {"title": alliance.title}


def _call_note(alliance: Alliance) -> str:
    closes = _("closes %(deadline)s") % {
        "deadline": deadline_words(alliance.call.deadline)
    }
    return " · ".join([lot_line(alliance), closes])


def _role_title(role: str) -> str:
    return str(Role(role).label) if role in Role.values else role


def _in_sentence(role: str) -> str:
    return _role_title(role).lower()


def _consequence(role: str) -> str:
    """Say what a role means for who takes it on."""
    return {
        Role.FULL_PARTNER.value: _(
            "You take part with tasks of your own and a share of the grant, and count"
            " towards the numbers the call asks for."
        ),
        Role.AFFILIATED_ENTITY.value: _(
            "You take part through the partner you are linked to, and count towards"
            " none of the numbers the call asks for."
        ),
        Role.ASSOCIATED_PARTNER.value: _(
            "You contribute without money from the grant, and count towards none of"
            " the numbers the call asks for."
        ),
    }.get(role, "")


def _sector_title(alliance: Alliance, stated: str) -> str:
    reference = current_reference({alliance.call_id})[alliance.call_id]
    for each in reference.sectors_of(alliance.lot.code):
        if each.is_named(stated):
            return each.title
    return nace_words(stated)


def _record(request: ConfirmationRequest, covered: Covered) -> Record | None:
    if not request.answered_at:
        return None
    by = [request.answered_name, request.answered_function]
    is_confirmed = request.answer == PartnerAnswer.CONFIRMED
    is_outdated = is_confirmed and request.covered_digest != covered.digest
    return Record(
        is_confirmed=is_confirmed,
        moment=second_words(request.answered_at),
        by=", ".join(filter(None, by)),
        reason=request.reason,
        is_outdated=is_outdated,
        later=_later(request, is_outdated=is_outdated),
    )


def _later(request: ConfirmationRequest, *, is_outdated: bool) -> str:
    """Say what makes an answer history: a newer question, a new role, a change."""
    partnership = request.partnership
    others = partnership.confirmation_requests.standing().exclude(pk=request.pk)
    if others.exists():
        return _("A newer mail asks again: answer by its link.")
    if partnership.role == Role.APPLICANT:
        return _("The organisation is the applicant by now, who need not confirm.")
    if is_outdated:
        return _(
            "What you confirmed has changed since, so this answer no longer counts."
            " You may get a new mail that asks again."
        )
    return ""


def _closing(
    request: ConfirmationRequest, partnership: Partnership, now: dt.datetime
) -> Closing | None:
    """Return why the link is closed; an answer that was given is told as such."""
    about = {
        "organisation": partnership.name,
        "acronym": partnership.alliance.acronym,
        "until": deadline_words(request.expires_at),
    }
    if request.answer:
        return None
    if partnership.removed_at:
        text = _("%(organisation)s is no longer part of %(acronym)s. Nothing to do.")
        return Closing(_("There is nothing to confirm any more"), text % about)
    if partnership.role == Role.APPLICANT:
        text = _("%(organisation)s is the applicant of %(acronym)s now. Nothing to do.")
        return Closing(_("There is nothing to confirm any more"), text % about)
    if request.revoked_at:
        return _revoked(partnership, about)
    if request.expires_at <= now:
        text = _("It worked until %(until)s. Nothing was recorded.")
        return Closing(_("This link has expired"), text % about)
    return None


def _revoked(partnership: Partnership, about: dict[str, str]) -> Closing:
    if partnership.confirmation_requests.standing().exists():
        return Closing(
            _("A newer mail replaces this link"),
            _("Open the link in the newest mail about %(organisation)s in %(acronym)s.")
            % about,
        )
    return Closing(
        _("This question was taken back"),
        _("Nobody waits for an answer about %(acronym)s by this link.") % about,
    )
