"""The register of organisations: upload, difference, decision and history."""

import uuid
from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from alliances.access import (
    get_register_publication,
    get_register_upload,
    require_administrator,
)
from alliances.files.problems import FileRefused
from alliances.forms.refusals import RefusalForm
from alliances.forms.register import (
    RegisterDecisionForm,
    RegisterUploadForm,
)
from alliances.models import RegisterUpload
from alliances.selectors.register_pages import (
    RegisterCheckPage,
    publication_page,
    register_check_page,
    register_page,
)
from alliances.services.reference import Unpublished
from alliances.services.register_orders import order_register_publication
from alliances.services.register_publishing import (
    RegisterMoved,
    ask_for_register_import,
)
from alliances.services.register_uploads import (
    AlreadyPublished,
    discard_register_upload,
    keep_register_upload,
)
from alliances.services.reviews import ThrownAway, refuse_to_publish
from alliances.views.people import person
from alliances.views.proof import asks_for_proof
from alliances.views.uploads import is_too_large, limited_register_uploads

REFUSED, STALE = 422, 409
Forms = tuple[RegisterDecisionForm, RefusalForm]


@never_cache
@limited_register_uploads
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Show the register in figures and its history; on POST take a file."""
    require_administrator(request.user)
    if request.method != "POST":
        return _show_register(request, RegisterUploadForm())
    # The body is read by the first two; only then is it known how large it was.
    form = RegisterUploadForm(
        request.POST, request.FILES, is_too_large=is_too_large(request)
    )
    answer = _kept(request, form) if form.is_valid() else None
    return answer or _show_register(request, form)


def _kept(request: HttpRequest, form: RegisterUploadForm) -> HttpResponse | None:
    try:
        upload = keep_register_upload(by=person(request), **form.kept())
    except FileRefused as refused:
        form.add_refusal(refused)
        return None
    except AlreadyPublished as already:
        messages.info(request, _("This file is published already: nothing changes."))
        return redirect("register-publication", already.publication.revision)
    return redirect("register-check", upload.public_id)


def _show_register(request: HttpRequest, form: RegisterUploadForm) -> HttpResponse:
    context = {"page": register_page(), "form": form}
    status = REFUSED if form.is_bound else None
    return render(request, "alliances/register/register.html", context, status=status)


@asks_for_proof("publish")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show what a file would change; on POST do what the button says."""
    row = get_register_upload(request.user, public_id)
    if hasattr(row, "publication"):
        return _to_publication(request, row.publication.revision)
    page = _page(request, row)
    if request.method != "POST":
        return _show(request, page, _forms(page))
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    return act(request, row, page)


def _to_publication(request: HttpRequest, revision: int) -> HttpResponse:
    """Lead on to what the file became; a page that looks again is left as a whole."""
    address = reverse("register-publication", args=[revision])
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def _ask(
    request: HttpRequest, row: RegisterUpload, page: RegisterCheckPage
) -> HttpResponse:
    form = _decision(page, request)
    if not form.is_valid():
        return _show(request, page, (form, RefusalForm()), status=REFUSED)
    try:
        ask_for_register_import(upload=row, by=person(request), **form.stated())
    except Unpublished as refused:
        return _refused(request, row, form, refused)
    messages.success(request, _("Another administrator is asked to publish it."))
    return redirect("register-check", row.public_id)


def _publish(
    request: HttpRequest, row: RegisterUpload, page: RegisterCheckPage
) -> HttpResponse:
    form = _decision(page, request)
    if not form.is_valid():
        return _show(request, page, (form, RefusalForm()), status=REFUSED)
    try:
        by = person(request)
        done = order_register_publication(upload=row, by=by, **form.stated())
    except Unpublished as refused:
        return _refused(request, row, form, refused)
    if done is None:
        return redirect("register-check", row.public_id)
    messages.success(request, _("The register has changed; drafts have not."))
    return redirect("register-publication", done.revision)


def _refuse(
    request: HttpRequest, row: RegisterUpload, page: RegisterCheckPage
) -> HttpResponse:
    form = RefusalForm(request.POST)
    if not form.is_valid():
        return _show(request, page, (_decision(page), form), status=REFUSED)
    reason = form.cleaned_data["refusal"]
    try:
        refuse_to_publish(row=row, reason=reason, by=person(request))
    except Unpublished as refused:
        return _refused(request, row, form, refused)
    messages.success(request, _("It is not published; the reason is kept."))
    return redirect("register-check", row.public_id)


ACTS: dict[
    str, Callable[[HttpRequest, RegisterUpload, RegisterCheckPage], HttpResponse]
] = {"ask": _ask, "publish": _publish, "refuse": _refuse}


@require_safe
def problems(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """Send everything wrong with a file, as CSV whose cells nothing runs."""
    row = get_register_upload(request.user, public_id)
    if not row.problem_file:
        raise Http404
    return FileResponse(
        row.problem_file.open("rb"),
        as_attachment=True,
        filename="problems.csv",
        content_type="text/csv; charset=utf-8",
    )


@require_POST
def discard(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Throw a file away that nobody asked to publish."""
    row = get_register_upload(request.user, public_id)
    if discard_register_upload(upload=row):
        words = _("The file is thrown away; nothing was published.")
        messages.success(request, words)
    else:
        messages.error(request, _("What was asked for stays, with its answer."))
    return redirect("register")


@require_safe
def publication(request: HttpRequest, revision: int) -> HttpResponse:
    """Show what one publication did to the register."""
    page = publication_page(get_register_publication(request.user, revision))
    return render(request, "alliances/register/publication.html", {"page": page})


def _refused(
    request: HttpRequest,
    row: RegisterUpload,
    form: RegisterDecisionForm | RefusalForm,
    refused: Unpublished,
) -> HttpResponse:
    """Show everything as it is now, with why it was refused and what was typed."""
    if isinstance(refused, ThrownAway):
        messages.error(request, refused.message)
        return redirect("register")
    form.add_error(None, str(refused.message))
    page = _page(request, get_register_upload(request.user, row.public_id))
    forms = _forms(page)
    shown = (forms[0], form) if "refusal" in form.fields else (form, forms[1])
    status = STALE if isinstance(refused, RegisterMoved) else REFUSED
    return _show(request, page, cast("Forms", shown), status=status)


def _page(request: HttpRequest, row: RegisterUpload) -> RegisterCheckPage:
    return register_check_page(row, person(request), kind=request.GET.get("show", ""))


def _forms(page: RegisterCheckPage) -> Forms:
    return _decision(page), RefusalForm()


def _decision(
    page: RegisterCheckPage, request: HttpRequest | None = None
) -> RegisterDecisionForm:
    return RegisterDecisionForm(
        request.POST if request else None,
        warns=bool(page.warning),
        needs_reason=page.review.needs_reason,
    )


def _show(
    request: HttpRequest,
    page: RegisterCheckPage,
    forms: Forms,
    *,
    status: int | None = None,
) -> HttpResponse:
    form, refusal = forms
    context = {"page": page, "form": form, "refusal": refusal}
    return render(request, "alliances/register/check.html", context, status=status)
