"""The guided way through the demo: steps, who does each, and which were done.

What was done is read from what people left behind, in the logs of the demo's drafts and
among published data. Nothing of the tour is stored.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alliances.models import ReferenceEdition
from proposals.demo import (
    ADMINISTRATOR,
    CONSORTIUM,
    COORDINATOR,
    WHOLE_DRAFT,
    DemoAccount,
)
from proposals.enums import ActivityKind
from proposals.models import Activity, ApplicationPack, Proposal

CLAUSE = "min-programme-countries"


@dataclass(frozen=True, slots=True)
class TourStep:
    """One thing a visitor does."""

    title: str | Promise
    words: str | Promise
    act: str | Promise
    """What its link says."""
    path: str
    account: DemoAccount | None
    """Who does it; None where nobody has to sign in."""
    is_done: bool | None
    """Whether somebody did it; None where looking leaves no trace."""


def tour_steps() -> tuple[TourStep, ...]:
    """Return the steps in order; five queries, whatever there is."""
    drafts = _drafts()
    consortium, whole = (drafts.get(each) for each in (CONSORTIUM, WHOLE_DRAFT))
    done = _kinds(consortium)
    return (
        *_building(consortium, done),
        *_asking(consortium, done),
        *_submitting(whole),
        _administering(),
    )


def _building(draft: Proposal | None, done: set[str]) -> tuple[TourStep, ...]:
    return (
        TourStep(
            _("See the verdict"),
            _(
                "CYBERSKILLS is a consortium of invented organisations. Beside it"
                " stands the answer to every clause, as planned and as confirmed."
            ),
            _("Open CYBERSKILLS"),
            _path("workspace", draft),
            COORDINATOR,
            None,
        ),
        TourStep(
            _("Open a clause"),
            _(
                "Read what it asks, where that was read and how sure it is, and which"
                " organisations count."
            ),
            _("Open the clause on Programme countries"),
            _path("explain", draft, CLAUSE),
            COORDINATOR,
            None,
        ),
        TourStep(
            _("Remove a partner"),
            _(
                "Press the cross at the end of a row. The verdict follows, the panel"
                " says what would mend it, and Undo puts the partner back."
            ),
            _("Go to the partners"),
            _path("workspace", draft, place="#partners"),
            COORDINATOR,
            ActivityKind.PARTNER_REMOVED in done,
        ),
    )


def _asking(draft: Proposal | None, done: set[str]) -> tuple[TourStep, ...]:
    return (
        TourStep(
            _("Ask one or two partners"),
            _("Enter any address for one or two of them. No mail leaves this machine."),
            _("Go to the invitations"),
            _path("partner-invitations", draft),
            COORDINATOR,
            ActivityKind.ASKED in done,
        ),
        TourStep(
            _("Confirm as a partner"),
            _(
                "Open the newest mail and follow its link. Nobody signs in for that,"
                " and opening the link changes nothing."
            ),
            _("Open the mailbox"),
            reverse("demo-mailbox"),
            None,
            ActivityKind.CONFIRMED in done,
        ),
    )


def _submitting(draft: Proposal | None) -> tuple[TourStep, ...]:
    done = _kinds(draft)
    packs = ApplicationPack.objects.filter(proposal=draft).order_by("-pk")
    pack = packs.first() if draft else None
    return (
        TourStep(
            _("Submit an application"),
            _(
                "RAILWRIGHT is a whole application. See what is checked, submit it, and"
                " read the receipt."
            ),
            _("Check RAILWRIGHT"),
            _path("submit", draft),
            COORDINATOR,
            ActivityKind.SUBMITTED in done,
        ),
        TourStep(
            _("See the pack"),
            _(
                "The PDF is drawn from what was submitted, with files inside and a code"
                " by which anybody can check it."
            ),
            _("Open the pack") if pack else _("Ask for the pack after submitting"),
            reverse("pack", args=[pack.public_id]) if pack else _path("submit", draft),
            COORDINATOR,
            pack is not None,
        ),
    )


def _administering() -> TourStep:
    return TourStep(
        _("Publish data"),
        _(
            "As an administrator, take the table of country status along, change a"
            " line, upload it and see which drafts would be judged otherwise."
        ),
        _("Go to the tables"),
        reverse("reference"),
        ADMINISTRATOR,
        ReferenceEdition.objects.filter(published_by__isnull=False).exists(),
    )


def _drafts() -> dict[str, Proposal]:
    """Return the demo's drafts by acronym; the newest where one was made twice."""
    rows = Proposal.objects.filter(
        alliance__coordinator__email=COORDINATOR.email,
        alliance__acronym__in=(CONSORTIUM, WHOLE_DRAFT),
    )
    return {
        each.alliance.acronym: each
        for each in rows.select_related("alliance").order_by("pk")
    }


def _kinds(draft: Proposal | None) -> set[str]:
    """Return what was done to a draft, as its log says."""
    rows = Activity.objects.filter(proposal=draft).order_by("kind")
    return set(rows.values_list("kind", flat=True).distinct()) if draft else set()


def _path(name: str, draft: Proposal | None, *more: str, place: str = "") -> str:
    """Return the address of a page of a draft; the list where the draft is gone."""
    if draft is None:
        return reverse("alliance-list")
    return reverse(name, args=[draft.alliance.public_id, *more]) + place
