"""An uploaded table checked, asked for, published or refused, knowing its impact."""

import uuid
from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from alliances.access import get_upload
from alliances.files.problems import FileRefused
from alliances.files.sheets import write_csv
from alliances.models import ReferenceUpload, User
from alliances.services.reference import EditionMoved, Unpublished
from alliances.services.reviews import refuse_to_publish
from alliances.services.uploads import discard_upload
from proposals.forms.publishing import DecisionForm, RefusalForm
from proposals.selectors.impact_page import impact_rows
from proposals.selectors.publishing import (
    PublishingPage,
    impact_of_upload,
    publishing_page,
)
from proposals.services.publications import (
    ImpactMoved,
    ask_to_publish_upload,
    publish_upload,
)

REFUSED, STALE = 422, 409
Forms = tuple[DecisionForm, RefusalForm]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show what a table would change and flip; on POST do what the button says."""
    row = get_upload(request.user, public_id)
    if row.edition is not None:
        return redirect("reference-edition", row.call_id, row.edition.version)
    page = _page(request, row)
    if request.method != "POST":
        return _show(request, page, _forms(page))
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    return act(request, row, page)


def _ask(
    request: HttpRequest, row: ReferenceUpload, page: PublishingPage
) -> HttpResponse:
    form = _decision(page, request)
    if not form.is_valid():
        return _show(request, page, (form, RefusalForm()), status=REFUSED)
    try:
        ask_to_publish_upload(
            upload=row, by=_person(request), now=timezone.now(), **form.stated()
        )
    except (Unpublished, FileRefused) as refused:
        return _refused(request, row, form, refused)
    messages.success(request, _("Another administrator is asked to publish it."))
    return redirect("reference-check", row.public_id)


def _publish(
    request: HttpRequest, row: ReferenceUpload, page: PublishingPage
) -> HttpResponse:
    form = _decision(page, request)
    if not form.is_valid():
        return _show(request, page, (form, RefusalForm()), status=REFUSED)
    try:
        edition = publish_upload(
            upload=row, by=_person(request), now=timezone.now(), **form.stated()
        )
    except (Unpublished, FileRefused) as refused:
        return _refused(request, row, form, refused)
    words = _("Edition %(version)s is published. Drafts follow it from now on.")
    messages.success(request, words % {"version": edition.version})
    return redirect("reference-edition", row.call_id, edition.version)


def _refuse(
    request: HttpRequest, row: ReferenceUpload, page: PublishingPage
) -> HttpResponse:
    form = RefusalForm(request.POST)
    if not form.is_valid():
        return _show(request, page, (_decision(page), form), status=REFUSED)
    reason = form.cleaned_data["refusal"]
    try:
        refuse_to_publish(row=row, reason=reason, by=_person(request))
    except Unpublished as refused:
        return _refused(request, row, form, refused)
    messages.success(request, _("It is not published; the reason is kept."))
    return redirect("reference-check", row.public_id)


ACTS: dict[
    str, Callable[[HttpRequest, ReferenceUpload, PublishingPage], HttpResponse]
] = {"ask": _ask, "publish": _publish, "refuse": _refuse}


@never_cache
@require_safe
def impact(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Send every draft an upload touches, clause by clause; no cell of it runs."""
    found = impact_of_upload(get_upload(request.user, public_id), now=timezone.now())
    if found is None:
        raise Http404
    answer = HttpResponse(write_csv(impact_rows(found)), "text/csv; charset=utf-8")
    name = f"impact-{found.call}-edition-{found.edition + 1}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_POST
def discard(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Throw an upload away that nobody asked to publish."""
    if discard_upload(upload=get_upload(request.user, public_id)):
        words = _("The file is thrown away; nothing was published.")
        messages.success(request, words)
    else:
        messages.error(request, _("What was asked for stays, with its answer."))
    return redirect("reference")


def _refused(
    request: HttpRequest,
    row: ReferenceUpload,
    form: DecisionForm | RefusalForm,
    refused: Unpublished | FileRefused,
) -> HttpResponse:
    """Show everything as it is now, with why it was refused and what was typed."""
    form.add_error(None, str(getattr(refused, "message", refused)))
    page = _page(request, get_upload(request.user, row.public_id))
    is_stale = isinstance(refused, (EditionMoved, ImpactMoved))
    forms = _forms(page)
    shown = (form, forms[1]) if isinstance(form, DecisionForm) else (forms[0], form)
    return _show(request, page, shown, status=STALE if is_stale else REFUSED)


def _page(request: HttpRequest, row: ReferenceUpload) -> PublishingPage:
    kind = request.GET.get("show", "")
    return publishing_page(row, _person(request), now=timezone.now(), kind=kind)


def _forms(page: PublishingPage) -> Forms:
    return _decision(page), RefusalForm()


def _decision(page: PublishingPage, request: HttpRequest | None = None) -> DecisionForm:
    return DecisionForm(
        request.POST if request else None,
        warns=bool(page.check.warning),
        needs_reason=page.review.needs_reason,
    )


def _show(
    request: HttpRequest,
    page: PublishingPage,
    forms: Forms,
    *,
    status: int | None = None,
) -> HttpResponse:
    form, refusal = forms
    context = {"page": page, "form": form, "refusal": refusal}
    return render(request, "proposals/publishing/check.html", context, status=status)


def _person(request: HttpRequest) -> User:
    """Return who is signed in; every page here has asked for an administrator."""
    return cast("User", request.user)
