"""What a mail with news says: who did what in which proposal, and where it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from alliances.models import Partnership
from proposals.enums import ActivityKind, MailKind, PackNews
from proposals.models import Bulletin, News, Proposal
from proposals.selectors.form.application_forms import form_sections

MOST_LINES = 20
"""Sentences about one proposal; the proposal itself has the rest."""
SENTENCES: Mapping[str, Promise] = {
    ActivityKind.CONFIRMED: _lazy("%(partner)s confirmed its part"),
    ActivityKind.SET_ASIDE: _lazy(
        "What a partner confirmed changed: it has to be asked again"
    ),
    ActivityKind.DECLINED: _lazy("%(partner)s declines to take part"),
    ActivityKind.CHANGE_ASKED: _lazy("%(partner)s asks for a change"),
    ActivityKind.NOT_OURS: _lazy(
        "The address that was asked does not belong to %(partner)s"
    ),
    MailKind.BOUNCED: _lazy("The mail to %(partner)s came back"),
    ActivityKind.CHANGE_ACCEPTED: _lazy(
        "%(by)s accepted a change that %(partner)s asked for"
    ),
    ActivityKind.CHANGE_REFUSED: _lazy(
        "%(by)s refused a change that %(partner)s asked for"
    ),
    ActivityKind.SECTION_ASSIGNED: _lazy("%(by)s gave you the section %(section)s"),
    ActivityKind.SECTION_COMPLETED: _lazy("%(by)s completed the section %(section)s"),
    ActivityKind.JOINED: _lazy("%(by)s joined"),
    ActivityKind.LEFT: _lazy("%(by)s left"),
    ActivityKind.INVITATION_DECLINED: _lazy("%(by)s declined the invitation to join"),
    ActivityKind.FIGURES_PROPOSED: _lazy("%(by)s proposed figures of %(partner)s"),
    ActivityKind.SUBMITTED: _lazy("%(by)s submitted the proposal"),
    ActivityKind.WITHDRAWN: _lazy("%(by)s withdrew the submission"),
    MailKind.COMMENTS: _lazy("%(by)s commented on an answer"),
    MailKind.MENTION: _lazy("%(by)s names you in a comment"),
    MailKind.FIGURES_DECIDED: _lazy("%(by)s decided on figures you proposed"),
    MailKind.VERDICT: _lazy("New data or rules of the call changed its verdict"),
    MailKind.PACK: _lazy("The pack you asked for is ready"),
    PackNews.PLAIN: _lazy(
        "A plain PDF of the pack you asked for is ready; the archival one is tried anew"
    ),
    PackNews.REPLACED: _lazy(
        "The archival pack is ready and has replaced the plain PDF you were told of"
    ),
}
PART_DONE = _lazy("%(by)s said that the part of %(partner)s in %(section)s is done")
PLACES: Mapping[str, str] = {
    MailKind.PARTNER_ANSWERS: "partner-invitations",
    MailKind.PARTNER_NO: "partner-invitations",
    MailKind.BOUNCED: "partner-invitations",
    MailKind.CHANGE_DECIDED: "my-part",
    MailKind.COLLEAGUES: "colleagues",
    MailKind.FIGURES_DECIDED: "own-figures",
    MailKind.FIGURES_PROPOSED: "proposed-figures",
}
"""Where a mail about one thing leads, other than to the proposal."""


@dataclass(frozen=True, slots=True)
class Told:
    """The news of one proposal."""

    acronym: str
    sentences: tuple[str, ...]
    """Who did what, as typed: the mail has to make it harmless."""
    more: int
    """How many more there are."""
    url: tuple[str, ...]
    """Name and arguments of the page where it stands."""


def told_in(bulletin: Bulletin) -> tuple[Told, ...]:
    """Return what a mail says, proposal by proposal; empty if all access is gone."""
    visible = Proposal.objects.partly_visible_to(bulletin.person)
    rows = bulletin.news.filter(proposal__in=visible).select_related(
        "by", "proposal__form", "proposal__alliance__lot"
    )
    ordered = sorted(rows, key=lambda each: (each.proposal_id, each.happened_at))
    grouped = groupby(ordered, key=lambda each: each.proposal)
    found = [_told(bulletin, proposal, list(news)) for proposal, news in grouped]
    return tuple(sorted(found, key=lambda each: each.acronym.casefold()))


def _told(bulletin: Bulletin, proposal: Proposal, news: list[News]) -> Told:
    alliance = proposal.alliance
    rows = Partnership.objects.filter(alliance=alliance)
    partners = {each.number: f"{each.label} {each.name}" for each in rows}
    sections = {each.code: each.title for each in form_sections(proposal)}
    said = [_sentence(each, partners, sections) for each in news]
    return Told(
        acronym=alliance.acronym,
        sentences=tuple(said[:MOST_LINES]),
        more=max(len(said) - MOST_LINES, 0),
        url=(_place(bulletin, proposal, news), str(alliance.public_id)),
    )


def _place(bulletin: Bulletin, proposal: Proposal, news: Iterable[News]) -> str:
    """Return the page of what is told; a contact has one page for all of it."""
    joined = proposal.colleagues.current().filter(person=bulletin.person)
    if joined.filter(partnership__isnull=False).exists():
        return "my-part"
    kinds = {each.kind for each in news}
    return PLACES.get(kinds.pop(), "workspace") if len(kinds) == 1 else "workspace"


def _sentence(
    news: News, partners: Mapping[int, str], sections: Mapping[str, str]
) -> str:
    is_part = news.event == ActivityKind.SECTION_COMPLETED and news.partner
    partner = partners.get(news.partner or 0, _("a colleague"))
    words = {
        "partner": partner,
        "by": str(news.by) if news.by else _("Somebody"),
        "section": sections.get(news.place, news.place),
    }
    return str(PART_DONE if is_part else SENTENCES[news.event]) % words
