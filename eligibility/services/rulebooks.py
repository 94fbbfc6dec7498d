"""Publishing rulebooks, and drawing the rows of calls, Lots and project types."""

import hashlib

from django.db import transaction
from django.utils.translation import gettext as _

from alliances.models import Call, Lot, ProjectType, User
from alliances.services.reference import Unpublished
from eligibility import core
from eligibility.catalogue import published_rulebook
from eligibility.models import Rulebook


class RulesMoved(Unpublished):
    """Another version was published since the change was compared; `present` is it."""

    def __init__(self, present: Rulebook | None) -> None:
        self.present = present
        words = _("Version %(version)s was published meanwhile. Read what differs now.")
        self.message = words % {"version": present.version if present else 0}
        super().__init__(self.message)


@transaction.atomic
def publish_rulebook(
    *,
    text: str,
    reason: str,
    by: User | None = None,
    compared_with: int | None = None,
) -> Rulebook:
    """Publish a rulebook as the next version of its call.

    The call's rows follow the text. Text equal to the present version publishes nothing
    and returns that one. Raises core.RulebookError for a text that is not understood,
    and RulesMoved if `compared_with` (0 for none) is not the version in force by now.
    Versions count from one per call, whatever number the file carries: published rows
    never change, so the database knows the next one best.
    """
    rulebook = core.parse_rulebook(text, source="rulebook.toml")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    call = _sync_call(rulebook)
    present = Rulebook.objects.filter(call=call).order_by("-version").first()
    if compared_with not in {None, present.version if present else 0}:
        raise RulesMoved(present)
    if present is not None and present.sha256 == sha256:
        return present
    _sync_lots(call, rulebook)
    published = Rulebook.objects.create(
        call=call,
        version=present.version + 1 if present else 1,
        text=text,
        sha256=sha256,
        reason=reason,
        published_by=by,
    )
    # Kept by this process now: whoever looks next reads no text.
    published_rulebook(published)
    return published


def _sync_call(rulebook: core.Rulebook) -> Call:
    """Make the call's row say what the rulebook says, and hold it."""
    facts = {
        "title": rulebook.title,
        "reference": rulebook.reference,
        "opens_on": rulebook.opens,
        "deadline": rulebook.deadline,
        "pending_partners": rulebook.pending_partners,
        "unverified_clauses": rulebook.unverified_clauses,
        "takes_submissions": rulebook.takes_submissions,
        "is_default": rulebook.is_default,
    }
    if rulebook.is_default:
        Call.objects.exclude(code=rulebook.code).update(is_default=False)
    call, _created = Call.objects.select_for_update().update_or_create(
        code=rulebook.code, defaults=facts
    )
    return call


def _sync_lots(call: Call, rulebook: core.Rulebook) -> None:
    """Add and rename Lots and project types; drafts point at them, so none goes."""
    lots = Lot.objects.bulk_create(
        [
            Lot(call=call, code=each.code, number=each.number, title=each.title)
            for each in rulebook.lots
        ],
        update_conflicts=True,
        unique_fields=["call", "code"],
        update_fields=["number", "title"],
    )
    ProjectType.objects.bulk_create(
        [
            ProjectType(lot=row, code=each.code, title=each.title, position=position)
            for row, lot in zip(lots, rulebook.lots, strict=True)
            for position, each in enumerate(lot.project_types)
        ],
        update_conflicts=True,
        unique_fields=["lot", "code"],
        update_fields=["title", "position"],
    )
