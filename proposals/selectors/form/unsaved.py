"""What a browser kept and we did not get, beside what stands here."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from proposals.enums import Use
from proposals.files.form import Section
from proposals.models import Answer, Proposal
from proposals.policies import Seat
from proposals.selectors.form.answer_fields import field_key, saved_words
from proposals.selectors.form.application_forms import form_sections
from proposals.selectors.form.word_diff import Part, word_diff


@dataclass(frozen=True, slots=True)
class KeptText:
    """One text a browser kept; `version` is the one it was written over."""

    question: str
    partner: int | None
    text: str
    use: str
    version: int


@dataclass(frozen=True, slots=True)
class UnsavedField:
    """A kept text as the page of unsaved texts shows it."""

    key: str
    """Names the field: the question, and the partner if there is one."""
    title: str
    place: str
    """The section, and the partner if it is asked of one; empty for no question."""
    url: str
    """Where the field is; empty where the form asks it no longer."""
    theirs: str
    """What stands here; empty too for who may not read it."""
    theirs_use: str
    saved: str
    """When that was saved and by whom; empty while nobody has answered."""
    yours: str
    yours_use: str
    diff: tuple[Part, ...]
    """What the kept text adds to the stored one and leaves out of it."""
    version: int
    """The version that stands, which restoring goes over."""
    refusal: str
    """Why it cannot be restored; empty where it can."""
    is_same: bool
    """Whether the kept text stands here already."""


def unsaved_fields(
    proposal: Proposal, seat: Seat, texts: Iterable[KeptText]
) -> tuple[UnsavedField, ...]:
    """Return kept texts beside what stands, in the order given; one query.

    A text whose question is asked no longer, or not of this person, is shown too, but
    without what stands there.
    """
    places = {
        question.code: (section, question.title)
        for section in form_sections(proposal)
        for question in section.questions
    }
    rows = Answer.objects.filter(proposal=proposal).select_related(
        "partnership", "changed_by"
    )
    answers = {
        (each.question, each.partnership.number if each.partnership else None): each
        for each in rows
    }
    return tuple(
        _field(
            proposal,
            seat,
            each,
            places.get(each.question),
            answers.get((each.question, each.partner)),
        )
        for each in texts
    )


def _field(
    proposal: Proposal,
    seat: Seat,
    kept: KeptText,
    place: tuple[Section, str] | None,
    answer: Answer | None,
) -> UnsavedField:
    may = place is not None and seat.reads(place[0].code, kept.partner)
    stands = answer if may else None
    text, use = (stands.text, stands.use) if stands else ("", "")
    return UnsavedField(
        key=field_key(kept.question, kept.partner),
        title=place[1] if place else kept.question,
        place=_place_words(place[0], kept.partner) if place else "",
        url=_url(proposal, place[0], kept) if place and may else "",
        theirs=text,
        theirs_use=_use_words(use),
        saved=saved_words(stands) if stands else "",
        yours=kept.text,
        yours_use=_use_words(kept.use),
        diff=word_diff(text, kept.text),
        version=stands.version if stands else 0,
        refusal=_refusal(seat, kept, is_asked=may),
        is_same=stands is not None and (text, use) == (kept.text, kept.use),
    )


def _refusal(seat: Seat, kept: KeptText, *, is_asked: bool) -> str:
    if not is_asked:
        return _("The form does not ask you this any more.")
    return str(seat.answer(kept.partner).reason)


def _place_words(section: Section, partner: int | None) -> str:
    return section.title if partner is None else f"{section.title}, P{partner}"


def _use_words(use: str) -> str:
    return str(Use(use).label) if use else ""


def _url(proposal: Proposal, section: Section, kept: KeptText) -> str:
    place = [proposal.alliance.public_id, section.code]
    anchor = f"#id_{field_key(kept.question, kept.partner)}"
    if kept.partner is None:
        return reverse("form-section", args=place) + anchor
    return reverse("form-partner", args=[*place, kept.partner]) + anchor
