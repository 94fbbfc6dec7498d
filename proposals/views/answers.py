"""Answering the form: a section as a page, and each field by itself."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from proposals.access import get_answering, get_form_proposal
from proposals.errors import Refused, StaleVersion
from proposals.forms.activities import ticked
from proposals.forms.answers import ReplyForm, posted, seal
from proposals.models import Answer, Proposal
from proposals.policies import Seat, seat_of
from proposals.selectors.form.answer_fields import AnswerField, saved_words
from proposals.selectors.form.form_pages import FormPage, form_page
from proposals.selectors.form.parts import parts_of
from proposals.selectors.form.word_diff import Part, word_diff
from proposals.services.activities import change_coverage
from proposals.services.answers import Reply, save_answer
from proposals.services.form_sections import (
    complete_part,
    complete_section,
    reopen_part,
    reopen_section,
)
from proposals.views.people import person, received_at
from proposals.views.slips import REFUSED, STALE

CONCLUSIONS: dict[str, tuple[Callable[..., None], str | Promise]] = {
    "yes": (complete_section, gettext_lazy("Section completed.")),
    "later": (reopen_section, gettext_lazy("Saved. You can come back later.")),
}
"""Answers to "Have you completed this section?" and what is said after each."""
FINISHES: dict[str, tuple[Callable[..., None], str | Promise]] = {
    "yes": (complete_part, gettext_lazy("Your part is done. You can take that back.")),
    "later": (reopen_part, gettext_lazy("Saved. You can come back later.")),
}
"""Answers to "Is your part done?", which only the contact of a partner is asked."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A field as a page shows it: what stands, what was typed and what is wrong."""

    field: AnswerField
    seal: str
    typed: Reply
    """What is in the box: what stands, or what could not be saved."""
    theirs: Answer | None = None
    """What a colleague saved meanwhile, if that is why nothing was saved."""
    error: str = ""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def form_section(
    request: HttpRequest, public_id: uuid.UUID, section: str, partner: int | None = None
) -> HttpResponse:
    """Show a section, or what it asks of one partner; on POST save what was typed."""
    proposal = get_form_proposal(person(request), public_id)
    page = _page(request, proposal, section, partner)
    if request.method != "POST":
        return _show(request, page, [_stored(each) for each in page.fields])
    shown = [_save(request, proposal, each) for each in page.fields]
    _save_carried(request, proposal, page)
    if any(each.theirs or each.error for each in shown):
        return _show(request, page, shown)
    return _conclude(request, proposal, page)


@require_safe
def my_part(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Lead the contact of a partner to what that partner is asked."""
    proposal = get_form_proposal(person(request), public_id)
    parts = parts_of(proposal, seat_of(person(request), proposal))
    if not parts:
        raise Http404
    return redirect(parts[0].url)


@require_POST
def answer_save(
    request: HttpRequest,
    public_id: uuid.UUID,
    question: str,
    partner: int | None = None,
) -> JsonResponse:
    """Save one field for a script; 409 carries what somebody else saved meanwhile."""
    proposal, seat = get_answering(person(request), public_id)
    form = ReplyForm(request.POST)
    try:
        answer = _write(request, proposal, form, (question, partner), seat)
    except StaleVersion as stale:
        return JsonResponse(_conflict(stale.current, form.reply()), status=STALE)
    except Refused as refused:
        return JsonResponse({"message": str(refused)}, status=REFUSED)
    return JsonResponse({"version": answer.version, "said": saved_words(answer)})


def show_refused(
    request: HttpRequest,
    proposal: Proposal,
    section: str,
    refused: Refused,
    *,
    partner: int | None = None,
    status: int = REFUSED,
) -> HttpResponse:
    """Show a section, or a partner's part of it, as stored, with what was refused."""
    page = _page(request, proposal, section, partner)
    shown = [_stored(each) for each in page.fields]
    return _show(request, page, shown, refusal=str(refused), status=status)


def _save_carried(request: HttpRequest, proposal: Proposal, page: FormPage) -> None:
    """Save which work packages carry the activities of a page out."""
    for each in page.fields:
        said = ticked(request.POST, each.carried)
        if said is not None:
            change_coverage(
                proposal=proposal,
                activity=each.code,
                carried=said.carried,
                seen=said.seen,
                by=person(request),
            )


def _conclude(request: HttpRequest, proposal: Proposal, page: FormPage) -> HttpResponse:
    """Do what the question at the end of a page was answered with, if it was."""
    acts = CONCLUSIONS if page.partner is None else FINISHES
    act = acts.get(request.POST.get("completed", ""))
    said: str | Promise = _("Saved.")
    if act is not None:
        conclude, said = act
        of = {} if page.partner_number is None else {"partner": page.partner_number}
        try:
            conclude(proposal=proposal, section=page.code, by=person(request), **of)
        except Refused as refused:
            return show_refused(request, proposal, page.code, refused, **of)
    messages.success(request, str(said))
    return redirect(page.url)


def _write(
    request: HttpRequest,
    proposal: Proposal,
    form: ReplyForm,
    place: tuple[str, int | None],
    seat: Seat | None = None,
) -> Answer:
    """Save what a form says at a question, asked of a partner or once."""
    return save_answer(
        proposal=proposal,
        question=place[0],
        partner=place[1],
        **form.stated(),
        by=person(request),
        seat=seat,
    )


def _conflict(theirs: Answer, mine: Reply) -> dict[str, Any]:
    """Return both texts; the difference is that from theirs to mine."""
    return {
        "version": theirs.version,
        "text": theirs.text,
        "use": theirs.use,
        "said": saved_words(theirs),
        "diff": [[each.kind, each.text] for each in word_diff(theirs.text, mine.text)],
    }


def _page(
    request: HttpRequest, proposal: Proposal, section: str, partner: int | None
) -> FormPage:
    reader, now = person(request), received_at(request)
    page = form_page(proposal, section, partner=partner, reader=reader, now=now)
    if page is None:
        raise Http404
    return page


def _stored(field: AnswerField) -> Shown:
    reply = Reply(field.text, field.use)
    return Shown(field, seal(reply), reply)


def _save(request: HttpRequest, proposal: Proposal, field: AnswerField) -> Shown:
    """Save one field of a page; what was not touched may have changed meanwhile."""
    form, shown = posted(request.POST, field.key), _stored(field)
    if form is None or form.is_untouched:
        return shown
    try:
        answer = _write(request, proposal, form, (field.code, field.partner))
    except StaleVersion as stale:
        return replace(shown, typed=form.reply(), theirs=stale.current)
    except Refused as refused:
        return replace(shown, typed=form.as_typed(), error=str(refused))
    text, use = answer.text, answer.use
    return _stored(replace(field, text=text, use=use, version=answer.version))


def _show(
    request: HttpRequest,
    page: FormPage,
    shown: list[Shown],
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    has_trouble = any(each.error or each.theirs for each in shown)
    if has_trouble:
        status = STALE if any(each.theirs for each in shown) else REFUSED
    listed = [{"it": each, "diff": _diff(each)} for each in shown]
    context: dict[str, Any] = {"page": page, "shown": listed, "refusal": refusal}
    context |= {"has_trouble": has_trouble, "may_save": _may_save(shown)}
    return _render(request, context, status)


def _render(request: HttpRequest, context: dict[str, Any], status: int) -> HttpResponse:
    """Show a section; what was removed from it stands open where somebody just did."""
    context |= {"is_open": "removed" in request.GET}
    return render(request, "proposals/form/section.html", context, status=status)


def _diff(shown: Shown) -> tuple[Part, ...]:
    return word_diff(shown.theirs.text, shown.typed.text) if shown.theirs else ()


def _may_save(shown: list[Shown]) -> bool:
    return any(each.field.may_answer for each in shown)
