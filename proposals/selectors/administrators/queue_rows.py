"""Rows of the list of work: what it is, where it belongs, and who can do something."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from alliances.models import User
from alliances.selectors.editions import moment_words, person_words
from alliances.selectors.listing import Cell, Heading, headings
from proposals.enums import LetterState
from proposals.models import ApplicationPack, FormalDocument
from proposals.models.letters import Letter
from proposals.selectors.letters import letter_kinds
from proposals.selectors.submissions.pack_failures import failure_words

PACKS, DOCUMENTS, FILES = "packs", "documents", "files"
ASKS = "confirmation-request"
Places = Mapping[int, tuple[str, User]]
"""The page of the draft a job belongs to and its coordinator, by key of the job."""


def queue_headings() -> tuple[Heading, ...]:
    """Return the columns of the list; why something failed stands near its name."""
    columns = {
        "what": _("What"),
        "whom": _("For whom"),
        "why": _("Why it failed"),
        "who": _("Who can act"),
        "since": _("Since"),
        "tries": _("Tries"),
    }
    return headings(columns, plain=tuple(columns), numbers=("tries",))


def places_of(kind: str, rows: Sequence[Any]) -> Places:
    """Return where jobs of one kind belong: one query where they have drafts."""
    models: dict[str, Any] = {PACKS: ApplicationPack, DOCUMENTS: FormalDocument}
    paths = {PACKS: "proposal", DOCUMENTS: "partnership__alliance__proposal"}
    if known := letter_kinds.BY_NAME.get(kind):
        models[kind], paths[kind] = known.model, known.path
    if not rows or not paths.get(kind):
        return {}
    alliance = f"{paths[kind]}__alliance"
    found = models[kind]._default_manager.filter(pk__in=[each.pk for each in rows])  # noqa: SLF001  # Django's public name for it
    columns = found.order_by().values_list(
        "pk",
        F(f"{alliance}__public_id"),
        F(f"{alliance}__coordinator__full_name"),
        F(f"{alliance}__coordinator__email"),
    )
    return {
        key: (
            reverse("administration-draft", args=[public_id]),
            User(full_name=name, email=email),
        )
        for key, public_id, name, email in columns
        if public_id
    }


def cells_of(kind: str, row: Any, places: Places) -> tuple[Cell, ...]:  # noqa: ANN401  # any kind
    """Return one job as the columns have it."""
    note = ""
    if kind == PACKS:
        what, whom = str(row.proposal), person_words(row.requested_by)
        since, tries, why = row.requested_at, row.attempt, failure_words(row)
    elif kind == DOCUMENTS:
        what, whom = row.partnership.alliance.acronym, row.partnership.name
        note, since, tries = row.get_kind_display(), row.requested_at, row.attempts
        why = _("The log of the server says why.") if row.has_failed else ""
    elif kind == FILES:
        what, whom = row.file_name, person_words(row.uploaded_by)
        since, tries, why = row.uploaded_at, row.attempt, ""
    else:
        subject = letter_kinds.BY_NAME[kind].subject
        what, whom, since = subject(row), row.email, row.queued_at
        # What came back had gone out: failed tries say nothing of it.
        tries = "–" if row.letter_state == LetterState.BOUNCED else row.letter_attempts
        why = _why_lost(row)
    page = reverse("register-check", args=[row.public_id]) if kind == FILES else ""
    if row.pk in places:
        page, _coordinator = places[row.pk]
    return (
        Cell(what, address=page, note=note),
        Cell(whom),
        Cell(why or "–"),
        _who_acts(kind, row, places),
        Cell(moment_words(since)),
        Cell(str(tries), is_number=True),
    )


def _why_lost(row: Letter) -> str:
    problem = row.get_problem_display() if row.problem else ""
    if row.letter_state == LetterState.BOUNCED and problem:
        return _("Came back: %(why)s") % {"why": problem}
    return problem


def _who_acts(kind: str, row: Any, places: Places) -> Cell:  # noqa: ANN401  # any kind
    """Name the coordinator, whose draft it is; nobody else sends its mails again."""
    if row.pk not in places:
        return Cell("–")
    _page, coordinator = places[row.pk]
    address = f"mailto:{coordinator.email}"
    return Cell(str(coordinator), address=address, note=_remedy(kind, row))


def _remedy(kind: str, row: Any) -> str:  # noqa: ANN401  # any kind
    lost = {LetterState.BOUNCED, LetterState.FAILED}
    known = letter_kinds.BY_NAME.get(kind)
    if known is None or row.letter_state not in lost or known.again is None:
        return ""
    if kind == ASKS:
        return _("Asks at another address, or sends it again")
    return _("Sends it again from the mails of the alliance")
