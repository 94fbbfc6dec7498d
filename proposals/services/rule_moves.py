"""Moving a draft to the newest version of the rules: a visible act, never by itself.

But for versions that ask the same until another deadline: a press on Submit takes them.
"""

from django.db import transaction

from alliances.models import User
from eligibility.catalogue import published_rulebook
from eligibility.models import Rulebook
from proposals.enums import ActivityKind
from proposals.errors import RulesMovedOn, RulesOutdated, StaleVersion
from proposals.models import Proposal, RuleMove
from proposals.services.activity import note_act
from proposals.services.drafts import lock_draft, note_change, require_type


def move_to_newest_rules(
    *, proposal: Proposal, before: int, after: int, by: User
) -> Proposal:
    """Pin version `after` instead of `before`, and keep who did it and when.

    Both are what the person saw: a draft that is at `after` already is left alone, so
    a double click and a colleague who was faster move it once. Submissions keep the
    version they were made under. Refuses with NotAllowed; with StaleVersion, whose
    `current` is the draft, if it pins neither; with RulesMovedOn if `after` is not the
    newest version; with TypeDropped if that has not this type of project.
    """
    with transaction.atomic():
        draft = lock_draft(proposal=proposal, by=by)
        if draft.rulebook.version == after:
            return draft
        if draft.rulebook.version != before:
            raise StaleVersion(draft)
        newest = Rulebook.objects.filter(call=draft.alliance.call).latest("version")
        if newest.version != after:
            raise RulesMovedOn
        require_type(rulebook=newest, project_type=draft.alliance.project_type)
        pin_rules(draft=draft, before=draft.rulebook, after=newest, by=by)
        note_change(draft=draft)
        return draft


def rules_to_submit_under(*, draft: Proposal) -> Rulebook:
    """Return the newest version where it asks what the pinned one asks; no write.

    Refuses with RulesOutdated where it asks anything else: nobody should declare under
    rules they have not read (ADR 30).
    """
    newest = Rulebook.objects.filter(call=draft.alliance.call).latest("version")
    pinned = published_rulebook(draft.rulebook)
    if not pinned.asks_the_same_as(published_rulebook(newest)):
        raise RulesOutdated
    return newest


def pin_rules(*, draft: Proposal, before: Rulebook, after: Rulebook, by: User) -> None:
    """Pin another version for a locked draft, and keep who did it."""
    RuleMove.objects.create(proposal=draft, before=before, after=after, moved_by=by)
    Proposal.objects.filter(pk=draft.pk).update(rulebook=after)
    told = {"rules": [before.version, after.version]}
    note_act(draft=draft, kind=ActivityKind.RULES_MOVED, by=by, facts=told)
    draft.rulebook = after
