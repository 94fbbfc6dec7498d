"""A question with its answer, as it stands on a page."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliances.words import moment_words
from eligibility import messages
from eligibility.core import Confidence
from eligibility.words import BRUSSELS, figure
from proposals.completeness import OpenComments, open_words
from proposals.enums import Use
from proposals.files.counting import characters
from proposals.files.form import Question, QuestionKind
from proposals.models import Answer, Proposal
from proposals.policies import Decision, Seat
from proposals.selectors.drafts.addresses import address_of
from proposals.selectors.form.activities import Carried


@dataclass(frozen=True, slots=True)
class AnswerField:
    """One question with its answer, as it stands on a page."""

    key: str
    """Names the field in the page: the question, and the partner if there is one."""
    code: str
    partner: int | None
    title: str
    help: str
    limit: int
    is_required: bool
    is_instrument: bool
    text: str
    use: str
    use_words: str
    """The same in words; empty where nothing is said."""
    version: int
    """0 while nobody has answered."""
    count: str
    """How many characters of how many: "1,100 of 2,000 characters"."""
    most: str
    """The limit in a sentence, for who does not see the count."""
    is_over: bool
    saved: str
    """When it was saved last, and by whom; empty while nobody has answered."""
    save_url: str
    history_url: str
    """Where its earlier versions are, once there are some."""
    source: str
    quote: str
    """Copied word for word from the source; empty where the text was not read."""
    comments: str
    """How many comments are open, in words; empty while none is."""
    comments_url: str
    may_answer: Decision
    """Whether the reader answers it, and why not."""
    is_found: bool
    """Whether the source was read for this call."""
    carried: Carried | None
    """Of an activity: which work packages carry it out."""


def answer_field(
    proposal: Proposal,
    question: Question,
    partner: int | None,
    answer: Answer | None,
    seat: Seat,
    talk: OpenComments,
    *,
    carried: Carried | None,
) -> AnswerField:
    """Return a question, asked of one partner or once, with what is answered."""
    text = answer.text if answer else ""
    size = characters(text)
    reference = question.reference
    return AnswerField(
        key=field_key(question.code, partner),
        code=question.code,
        partner=partner,
        title=question.title,
        help=question.help,
        limit=question.limit,
        is_required=question.is_required,
        is_instrument=question.kind is QuestionKind.INSTRUMENT,
        text=text,
        use=answer.use if answer else "",
        use_words=str(Use(answer.use).label) if answer and answer.use else "",
        version=answer.version if answer else 0,
        count=_("%(number)s of %(limit)s characters")
        % {"number": figure(size), "limit": figure(question.limit)},
        most=_("At most %(limit)s characters.") % {"limit": figure(question.limit)},
        is_over=size > question.limit,
        saved=saved_words(answer) if answer else "",
        save_url=answer_url(proposal, "answer-save", question.code, partner),
        history_url=answer_url(proposal, "answer-history", question.code, partner),
        comments=open_words(talk.get((question.code, partner), 0)),
        comments_url=answer_url(proposal, "answer-comments", question.code, partner),
        may_answer=seat.answer(partner),
        source=messages.source_markup(reference),
        quote=reference.quote or "",
        is_found=reference.confidence is Confidence.FOUND,
        carried=carried,
    )


def field_key(code: str, partner: int | None) -> str:
    """Return how a page names the field of a question, asked of one partner or once."""
    return code if partner is None else f"{code}--{partner}"


def saved_words(answer: Answer) -> str:
    """Say when an answer was saved last and by whom: "Saved 14:02 by Maria"."""
    moment = answer.changed_at.astimezone(BRUSSELS)
    is_today = moment.date() == dt.datetime.now(BRUSSELS).date()
    time = f"{moment:%H:%M}" if is_today else moment_words(moment)
    return _("Saved %(time)s by %(name)s") % {"time": time, "name": answer.changed_by}


def answer_url(
    proposal: Proposal, name: str, question: str, partner: int | None
) -> str:
    """Return the address `name` has for a question, asked of one partner or once."""
    public_id = proposal.alliance.public_id
    if partner is None:
        return address_of(name, public_id, question)
    return address_of(f"{name}-partner", public_id, question, partner)
