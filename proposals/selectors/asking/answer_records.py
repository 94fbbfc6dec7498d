"""The answer of a partner's contact, as it was recorded."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from alliances.enums import Role
from proposals.enums import ChangedField, PartnerAnswer
from proposals.models import ConfirmationRequest
from proposals.selectors.asking.asked_changes import AskedChange, asked_changes
from proposals.selectors.asking.change_choices import stated_fields
from proposals.selectors.asking.statement_differences import (
    Difference,
    differences_since,
)
from proposals.selectors.asking.statement_fields import field_titles, said_of
from proposals.selectors.drafts.masthead import second_words
from proposals.snapshots.covered import Covered
from proposals.snapshots.material import still_covers

EIGHT = re.compile(r".{8}")


@dataclass(frozen=True, slots=True)
class Record:
    """The answer that was given."""

    answer: str
    """confirmed, declined or change."""
    moment: str
    """To the second, with the zone."""
    by: str
    reason: str
    changes: tuple[AskedChange, ...]
    """What was asked to be different."""
    confirmed: tuple[tuple[str, str], ...]
    """What was confirmed, as titles and words; empty where no text of it was kept."""
    version: str
    """The digest of what was confirmed, in groups of eight figures."""
    is_outdated: bool
    """Whether what was confirmed has changed since."""
    differences: tuple[Difference, ...]
    """What was confirmed beside what holds now, where it is outdated."""
    later: str
    """What came after the answer, in a sentence; empty where it stands."""

    @property
    def is_confirmed(self) -> bool:
        """Whether it was a yes."""
        return self.answer == PartnerAnswer.CONFIRMED

    @property
    def is_change(self) -> bool:
        """Whether something was asked to be different."""
        return self.answer == PartnerAnswer.CHANGE


def record_of(
    request: ConfirmationRequest, covered: Covered, titles: Mapping[str, str]
) -> Record | None:
    """Return the answer of a request; None while there is none."""
    if not request.answered_at:
        return None
    alliance = request.partnership.alliance
    by = [request.answered_name, request.answered_function]
    is_confirmed = request.answer == PartnerAnswer.CONFIRMED
    is_outdated = is_confirmed and not still_covers(
        digest=request.covered_digest, text=request.covered_text, now=covered
    )
    changes = asked_changes(request)
    return Record(
        answer=request.answer,
        moment=second_words(request.answered_at),
        by=", ".join(filter(None, by)),
        reason=request.reason,
        changes=changes,
        confirmed=_confirmed(request, titles),
        version=" ".join(EIGHT.findall(request.covered_digest)),
        is_outdated=is_outdated,
        differences=differences_since(request, alliance, covered, titles)
        if is_outdated
        else (),
        later=_later(request, changes, is_outdated=is_outdated),
    )


def name_given(key: int) -> str:
    """Return who gave an answer; empty where nobody did, or it was erased."""
    names = ConfirmationRequest.objects.filter(pk=key)
    return names.values_list("answered_name", flat=True).first() or ""


def is_recorded(
    request: ConfirmationRequest, answer: PartnerAnswer, given: Mapping[str, Any]
) -> bool:
    """Whether this answer of a form is the recorded one, as after a second press.

    `given` is what the service of that answer takes. Another person's yes, or a no for
    another reason, is not what stands: who gave it has to be told.
    """
    said = (
        answer,
        given["name"],
        given.get("function", ""),
        given.get("reason", ""),
    )
    stands = (
        request.answer,
        request.answered_name,
        request.answered_function,
        request.reason,
    )
    return said == stands and (
        answer != PartnerAnswer.CHANGE or _is_asked_already(request, given)
    )


def _is_asked_already(request: ConfirmationRequest, given: Mapping[str, Any]) -> bool:
    """Whether all that is proposed was; what stood anyway was not written down."""
    asked = {each.field: each.proposed for each in request.changes.all()}
    stood = stated_fields(request.partnership) | asked
    proposed = given["proposed"] | {ChangedField.WORDS: given["words"]}
    return all(value in {stood.get(field, ""), ""} for field, value in proposed.items())


def _confirmed(
    request: ConfirmationRequest, titles: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    covered = Covered.read(request.covered_text) if request.covered_text else None
    if covered is None:
        return ()
    said = said_of(request.partnership.alliance, covered, titles)
    return tuple((t, said[name]) for name, t in field_titles().items() if said[name])


def _later(
    request: ConfirmationRequest, changes: tuple[AskedChange, ...], *, is_outdated: bool
) -> str:
    """Say what makes an answer history: a newer question, a new role, a change."""
    partnership = request.partnership
    others = partnership.confirmation_requests.standing().exclude(pk=request.pk)
    if others.exists():
        return _("A newer mail asks again: answer by its link.")
    if partnership.role == Role.APPLICANT:
        return _("The organisation is the applicant by now, who need not confirm.")
    if request.answer == PartnerAnswer.CHANGE:
        if all(each.state for each in changes):
            return _("All of it is decided. When a new mail asks, answer by its link.")
        return _("Who asked decides on each change. A mail says when it is done.")
    if is_outdated:
        return _(
            "What you confirmed has changed since, so this answer no longer counts."
            " You may get a new mail that asks again."
        )
    return ""
