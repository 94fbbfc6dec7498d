"""The withdrawal test of a pack, where the coordinator chose to print it."""

from django.utils.translation import gettext as _

from proposals.documents.page import LossRow, WithdrawalSection
from proposals.selectors.standing.withdrawals import (
    broken,
    clause_titles,
    critical_pairs,
    headline,
    pairs_words,
)
from proposals.snapshots import FrozenApplication


def withdrawal_section(
    application: FrozenApplication, *, digest: str
) -> WithdrawalSection | None:
    """Return the section; None where nobody chose it.

    `digest` is that of the content without it: the receipt of a submission names it.
    """
    found = application.withdrawals
    if found is None:
        return None
    titles = clause_titles(application.report)
    return WithdrawalSection(
        headline=headline(found)
        if found.organisations
        else _("Nobody takes part yet."),
        singles=tuple(
            LossRow(
                label=loss.organisations[0].label,
                names=loss.organisations[0].name,
                breaks=broken(loss, titles),
            )
            for loss in found.singles
        ),
        pairs=tuple(
            LossRow(label="", names=each.names, breaks=each.breaks)
            for each in critical_pairs(found, titles)
        ),
        pairs_words=pairs_words(found) if found.organisations else "",
        digest=digest,
    )
