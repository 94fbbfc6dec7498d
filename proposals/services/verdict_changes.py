"""Keeping what an edition did to verdicts for the people who work on the drafts."""

from alliances.models import ReferenceEdition, User
from proposals.enums import ActivityKind
from proposals.models import Proposal, VerdictChange
from proposals.selectors.law.impact import DraftImpact, Impact
from proposals.services.activity import Fact, note_everywhere


def keep_verdict_changes(*, edition: ReferenceEdition, impact: Impact) -> int:
    """Keep each flip with its draft; return how many. Twice is once.

    Call it in the transaction that publishes.
    """
    changes = [
        VerdictChange(proposal_id=each.proposal, edition=edition, told=_told(each))
        for each in impact.flips
    ]
    VerdictChange.objects.bulk_create(changes, ignore_conflicts=True)
    told: dict[int, dict[str, Fact]] = {
        each.proposal: {
            "edition": edition.version,
            "planned": [each.planned.before, each.planned.after],
            "confirmed": [each.confirmed.before, each.confirmed.after],
        }
        for each in impact.flips
    }
    note_everywhere(kind=ActivityKind.VERDICT_FLIPPED, facts=told)
    return len(changes)


def note_verdict_changes_read(*, proposal: Proposal, edition: int, by: User) -> None:
    """Put the changes up to an edition away for one person; twice changes nothing.

    Who may see the draft may do so: it changes neither the draft nor what others see.
    """
    changes = VerdictChange.objects.filter(
        proposal=proposal, edition__version__lte=edition
    ).exclude(read_by=by)
    through = VerdictChange.read_by.through
    through.objects.bulk_create(
        [through(verdictchange=each, user=by) for each in changes],
        ignore_conflicts=True,
    )


def _told(flip: DraftImpact) -> dict[str, object]:
    """Return what is told: the verdict, and the clauses it hangs on."""
    return {
        "planned": [flip.planned.before, flip.planned.after],
        "confirmed": [flip.confirmed.before, flip.confirmed.after],
        "clauses": [
            {"title": each.title, "figures": list(each.figures)}
            for each in flip.clauses
            if each.decides and each.planned.is_one
        ],
    }
