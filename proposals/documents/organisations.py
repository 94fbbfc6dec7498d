"""The table of organisations: as stated in the alliance, grouped by role."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.enums import Confirmation, PartnerType, Role, Standing, StatedAnswer
from alliances.models.alliances import GONE
from alliances.phrases import either
from eligibility.words import deadline_words
from proposals.documents.page import OrganisationRow, OrganisationSection
from proposals.enums import DocumentKind, PartnerAnswer
from proposals.selectors.asking.stages import WORDS, Stage
from proposals.snapshots import FrozenApplication, FrozenOpenAnswer, FrozenPartner

DASH = "\N{EN DASH}"

REPLIED = {
    PartnerAnswer.CONFIRMED: Stage.EARLIER,
    PartnerAnswer.CHANGE: Stage.CHANGE,
    PartnerAnswer.NOT_OURS: Stage.WRONG,
}
"""What pages call an answer that is no confirmation of what stands."""


def takes_part(partner: FrozenPartner) -> bool:
    """Say whether a partner is still in: it neither declined nor withdrew."""
    return partner.confirmation not in GONE


def organisation_sections(
    application: FrozenApplication,
) -> tuple[OrganisationSection, ...]:
    """Return the organisations by role; who left stands last."""
    present = [each for each in application.partners if takes_part(each)]
    gone = [each for each in application.partners if not takes_part(each)]
    groups = [
        (title, note, [each for each in present if each.role == role])
        for role, title, note in _roles()
    ]
    groups.append((_("Declined or withdrawn"), _("take no part"), gone))
    return tuple([_section(*group) for group in groups if group[2]])


def counts_by_role(partners: Iterable[FrozenPartner]) -> list[str]:
    """Return how many organisations take part, in words, one entry per kind."""
    roles = [each.role for each in partners if takes_part(each)]
    full = roles.count(Role.APPLICANT) + roles.count(Role.FULL_PARTNER)
    affiliated = roles.count(Role.AFFILIATED_ENTITY)
    associated = roles.count(Role.ASSOCIATED_PARTNER)
    counts = [ngettext("%d full partner", "%d full partners", full) % full]
    if affiliated:
        words = ngettext("%d affiliated entity", "%d affiliated entities", affiliated)
        counts.append(words % affiliated)
    if associated:
        words = ngettext("%d associated partner", "%d associated partners", associated)
        counts.append(words % associated)
    return counts


def _roles() -> list[tuple[Role, str, str]]:
    no_minimum = _("count towards no minimum")
    return [
        (Role.APPLICANT, _("Applicant"), _("applies on behalf of all")),
        (Role.FULL_PARTNER, _("Full partners"), ""),
        (Role.AFFILIATED_ENTITY, _("Affiliated entities"), no_minimum),
        (Role.ASSOCIATED_PARTNER, _("Associated partners"), no_minimum),
    ]


def _section(
    title: str, note: str, partners: list[FrozenPartner]
) -> OrganisationSection:
    rows = tuple([_row(each) for each in partners])
    return OrganisationSection(title, len(rows), note, rows)


def _row(partner: FrozenPartner) -> OrganisationRow:
    return OrganisationRow(
        label=partner.label,
        name=partner.name,
        country=partner.eu_code or DASH,
        type=types_in_words(partner.types),
        pic=partner.pic or _("not given"),
        confirmation=_confirmation(partner),
        stated=_stated(partner),
        given=_given(partner),
        signed=_signed(partner),
        added_value=partner.added_value if _is_outside(partner) else "",
    )


def types_in_words(types: Iterable[str]) -> str:
    """Return the type, "not known", or the types between which it is open."""
    words = [str(PartnerType(each).label) for each in types]
    return either(words) or _("not known")


def _is_outside(partner: FrozenPartner) -> bool:
    return partner.standing == Standing.PARTNER


def _confirmation(partner: FrozenPartner) -> str:
    if _applies(partner):
        return _("Applicant")
    if reply := _reply(partner):
        stage = REPLIED[PartnerAnswer(reply.answer)]
        return str(WORDS[Stage.DECIDED if reply.is_decided else stage][1])
    return str(Confirmation(partner.confirmation).label)


def _applies(partner: FrozenPartner) -> bool:
    return partner.role == Role.APPLICANT and takes_part(partner)


def _reply(partner: FrozenPartner) -> FrozenOpenAnswer | None:
    """Return an answer that is said; what the applicant answered before is not."""
    reply = partner.replied
    is_said = reply and reply.answer in REPLIED and not _applies(partner)
    return reply if is_said else None


def _stated(partner: FrozenPartner) -> str:
    """Return what the imported file said of a partner who has not answered here."""
    if not (partner.stated_answer and Role(partner.role).is_asked):
        return ""
    answer = str(StatedAnswer(partner.stated_answer).label).lower()
    return _("file: %(answer)s") % {"answer": answer}


def _given(partner: FrozenPartner) -> str:
    """Say who confirmed for a partner and when; empty where nobody did by a link.

    Of an answer that is no confirmation of what stands only when it was given.
    """
    if partner.given is None:
        reply = _reply(partner)
        return deadline_words(reply.at) if reply else ""
    return _("%(name)s, %(function)s, %(when)s") % {
        "name": partner.given.name,
        "function": partner.given.function,
        "when": deadline_words(partner.given.at),
    }


def _signed(partner: FrozenPartner) -> str:
    """Say which signed copy stood; empty where none did."""
    copy = partner.signed
    if copy is None:
        return ""
    words = (
        _("%(kind)s, signed copy of %(when)s, SHA-256 %(digest)s, code %(code)s")
        if copy.code
        else _("%(kind)s, signed copy of %(when)s, SHA-256 %(digest)s")
    )
    return words % {
        "kind": DocumentKind(copy.kind).label,
        "when": deadline_words(copy.at),
        "digest": copy.sha256[:8],
        "code": copy.code,
    }
