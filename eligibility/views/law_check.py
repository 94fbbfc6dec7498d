"""An uploaded rulebook checked, asked for, published, refused or thrown away."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from alliances.forms.refusals import RefusalForm
from alliances.services.reference import Unpublished
from alliances.services.reviews import ThrownAway, refuse_to_publish
from alliances.views.people import person
from alliances.views.proof import asks_for_proof
from eligibility.access import get_rulebook_upload
from eligibility.forms.rulebooks import PublishRulebookForm
from eligibility.models import RulebookUpload
from eligibility.selectors.law_checks import (
    LawCheckPage,
    law_check_page,
    published_words,
)
from eligibility.services.earlier_deadlines import DeadlineEarlier
from eligibility.services.rulebook_uploads import (
    ask_to_publish_rulebook,
    discard_rulebook,
    publish_kept_rulebook,
)
from eligibility.services.rulebooks import RulesMoved
from eligibility.views.kept_laws import once_understood

REFUSED, STALE = 422, 409
Answer = Callable[[HttpRequest, RulebookUpload, LawCheckPage], HttpResponse]
AnyForm = PublishRulebookForm | RefusalForm


@asks_for_proof("publish")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@once_understood
def check(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show what a rulebook would change; on POST do what the button says."""
    row = get_rulebook_upload(request.user, public_id)
    if row.rulebook is not None:
        return redirect("law-call", row.call_code)
    page = law_check_page(row, person(request), now=timezone.now())
    if request.method != "POST":
        return _show(request, page)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    return act(request, row, page)


def _ask(request: HttpRequest, row: RulebookUpload, page: LawCheckPage) -> HttpResponse:
    form = _decision(page, request.POST, needs_reason=True)
    if not form.is_valid():
        return _show(request, page, form, status=REFUSED)
    try:
        ask_to_publish_rulebook(upload=row, by=person(request), **form.cleaned_data)
    except Unpublished as refused:
        return _refused(request, row, form, refused)
    messages.success(request, _("Another administrator is asked to publish it."))
    return redirect("law-check", row.public_id)


def _publish(
    request: HttpRequest, row: RulebookUpload, page: LawCheckPage
) -> HttpResponse:
    form = _decision(page, request.POST)
    if not form.is_valid():
        return _show(request, page, form, status=REFUSED)
    try:
        version = publish_kept_rulebook(
            upload=row, by=person(request), **form.cleaned_data
        )
    except Unpublished as refused:
        return _refused(request, row, form, refused)
    messages.success(request, published_words(version))
    return redirect("law-call", row.call_code)


def _refuse(
    request: HttpRequest, row: RulebookUpload, page: LawCheckPage
) -> HttpResponse:
    form = RefusalForm(request.POST)
    if not form.is_valid():
        return _show(request, page, form, status=REFUSED)
    reason = form.cleaned_data["refusal"]
    try:
        refuse_to_publish(row=row, reason=reason, by=person(request))
    except Unpublished as refused:
        return _refused(request, row, form, refused)
    messages.success(request, _("It is not published; the reason is kept."))
    return redirect("law-check", row.public_id)


ACTS: dict[str, Answer] = {"ask": _ask, "publish": _publish, "refuse": _refuse}


@require_POST
def discard(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Throw a text away that nobody asked to publish."""
    if discard_rulebook(upload=get_rulebook_upload(request.user, public_id)):
        words = _("The file is thrown away; nothing was published.")
        messages.success(request, words)
    else:
        messages.error(request, _("What was asked for stays, with its answer."))
    return redirect("laws")


def _refused(
    request: HttpRequest, row: RulebookUpload, form: AnyForm, refused: Unpublished
) -> HttpResponse:
    """Show everything as it is now, with why it was refused and what was typed."""
    if isinstance(refused, ThrownAway):
        messages.error(request, refused.message)
        return redirect("laws")
    fresh = get_rulebook_upload(request.user, row.public_id)
    page = law_check_page(fresh, person(request), now=timezone.now())
    is_stale = isinstance(refused, RulesMoved)
    if is_stale and isinstance(form, PublishRulebookForm):
        form = _unticked(form, page)
    at = "makes_earlier" if isinstance(refused, DeadlineEarlier) else None
    form.add_error(at, str(refused.message))
    return _show(request, page, form, status=STALE if is_stale else REFUSED)


def _unticked(form: PublishRulebookForm, page: LawCheckPage) -> PublishRulebookForm:
    """Keep what was typed; what was ticked was meant of another deadline."""
    given = {name: form.data.get(name) for name in ("reason", "compared_with")}
    return _decision(page, given, needs_reason="reason" in form.fields)


def _decision(
    page: LawCheckPage,
    data: Mapping[str, Any] | None = None,
    *,
    needs_reason: bool | None = None,
) -> PublishRulebookForm:
    """Return the form the page asks for; `needs_reason` where it is known better."""
    return PublishRulebookForm(
        data,
        needs_reason=page.review.needs_reason if needs_reason is None else needs_reason,
        earlier=page.earlier.until if page.earlier else "",
    )


def _show(
    request: HttpRequest,
    page: LawCheckPage,
    form: AnyForm | None = None,
    *,
    status: int | None = None,
) -> HttpResponse:
    is_refusal = isinstance(form, RefusalForm)
    context = {
        "page": page,
        "form": _decision(page) if is_refusal or form is None else form,
        "refusal": form if is_refusal else RefusalForm(),
    }
    return render(request, "eligibility/law/check.html", context, status=status)
