"""A text that looks for a partner: to be copied into a mail or a forum."""

from django.utils.translation import gettext as _

from eligibility import remedies
from eligibility.core import AddPartners, Report
from eligibility.words import country_names, deadline_words, type_words
from proposals.models import Proposal
from proposals.selectors.drafts.masthead import call_words, lot_line


def wanted_card(proposal: Proposal, move: AddPartners, after: Report) -> str:
    """Return who is looked for, for what, from where and until when, line by line.

    It names the coordinator, and nothing of who is in the consortium already.
    """
    alliance = proposal.alliance
    clauses = remedies.clauses_of(after)
    coordinator = alliance.coordinator
    deadline = deadline_words(alliance.call.deadline)
    lines = [
        _("Partner wanted for %(alliance)s")
        % {"alliance": ": ".join(filter(None, [alliance.acronym, alliance.title]))},
        "",
        _("Programme: Erasmus+, Sector Skills Alliances, %(call)s, %(lot)s")
        % {"call": call_words(alliance.call), "lot": lot_line(alliance)},
        _("Deadline: %(deadline)s") % {"deadline": deadline},
        _("Wanted: %(who)s") % {"who": remedies.newcomer_words(move, clauses)},
    ]
    if move.types:
        lines.append(_("Types that fit: %(types)s") % {"types": type_words(move.types)})
    if move.countries:
        names = ", ".join(country_names(move.countries))
        lines.append(_("From one of: %(countries)s") % {"countries": names})
    contact = dict.fromkeys([str(coordinator), coordinator.email])
    lines += ["", _("Contact: %(who)s") % {"who": ", ".join(contact)}]
    return "\n".join(lines)
