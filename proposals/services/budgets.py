"""Acts on the budget of a draft."""

from decimal import Decimal

from django.db import transaction

from alliances.models import User
from proposals.models import Proposal
from proposals.services.drafts import Facts, change_facts, lock_draft


def take_budget_amount(
    *, proposal: Proposal, amount: Decimal, facts_version: int, by: User
) -> Proposal:
    """State the amount somebody saw in the budget as the grant of the facts, EUR.

    The other facts stay. Refuses as `change_facts`: with StaleVersion if the facts are
    no longer those of `facts_version`, so that the second of two presses says so.
    """
    with transaction.atomic():
        draft = lock_draft(proposal=proposal, by=by)
        alliance = draft.alliance
        facts = Facts(
            acronym=alliance.acronym,
            title=alliance.title,
            project_type=alliance.project_type,
            sector=alliance.sector,
            duration_months=draft.duration_months,
            grant_requested_eur=amount,
        )
        return change_facts(
            proposal=draft, facts=facts, facts_version=facts_version, by=by
        )
