"""An uploaded table checked, asked for, published or refused, knowing its impact."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
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
from alliances.forms.refusals import RefusalForm
from alliances.models import ReferenceEdition, ReferenceUpload, SharedEdition, User
from alliances.selectors.shared import table_of
from alliances.services.countries import CountriesMoved
from alliances.services.nace import NaceMoved
from alliances.services.reference import EditionMoved, Unpublished
from alliances.services.reviews import ThrownAway, refuse_to_publish
from alliances.services.uploads import discard_upload
from alliances.views.proof import asks_for_proof
from proposals.forms.publishing import DecisionForm
from proposals.selectors.law.publishing import (
    PublishingPage,
    impact_file,
    publishing_page,
)
from proposals.services.publications import (
    ImpactMoved,
    ask_to_publish_upload,
    publish_upload,
)
from proposals.services.shared_publications import (
    ask_to_publish_shared,
    publish_shared,
)
from proposals.views.people import person

REFUSED, STALE = 422, 409
STALE_BY = (EditionMoved, CountriesMoved, NaceMoved, ImpactMoved)
Forms = tuple[DecisionForm, RefusalForm]


@asks_for_proof("publish")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show what a table would change and flip; on POST do what the button says."""
    row = get_upload(request.user, public_id)
    if edition := row.edition or row.shared_edition:
        return redirect(_address(edition))
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
        _asked(row, person(request), form.stated())
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
        edition = _published(row, person(request), form.stated())
    except (Unpublished, FileRefused) as refused:
        return _refused(request, row, form, refused)
    messages.success(request, _published_words(edition, page))
    return redirect(_address(edition))


def _published_words(
    edition: ReferenceEdition | SharedEdition, page: PublishingPage
) -> str:
    words = _("Edition %(version)s is published. Drafts follow it from now on.")
    told = page.impact.told if page.impact else ""
    return " ".join(filter(None, [words % {"version": edition.version}, told]))


def _refuse(
    request: HttpRequest, row: ReferenceUpload, page: PublishingPage
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
    return redirect("reference-check", row.public_id)


ACTS: dict[
    str, Callable[[HttpRequest, ReferenceUpload, PublishingPage], HttpResponse]
] = {"ask": _ask, "publish": _publish, "refuse": _refuse}


@never_cache
@require_safe
def impact(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Send every draft an upload touches, clause by clause; no cell of it runs."""
    row = get_upload(request.user, public_id)
    found = impact_file(row, now=timezone.now())
    if found is None:
        raise Http404
    name, rows = found
    answer = HttpResponse(write_csv(rows), "text/csv; charset=utf-8")
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


def _asked(row: ReferenceUpload, by: User, stated: dict[str, Any]) -> None:
    if row.is_shared:
        ask_to_publish_shared(upload=row, by=by, **stated)
    else:
        ask_to_publish_upload(upload=row, by=by, now=timezone.now(), **stated)


def _published(
    row: ReferenceUpload, by: User, stated: dict[str, Any]
) -> ReferenceEdition | SharedEdition:
    if row.is_shared:
        return publish_shared(upload=row, by=by, **stated)
    return publish_upload(upload=row, by=by, now=timezone.now(), **stated)


def _address(edition: ReferenceEdition | SharedEdition) -> str:
    """Return the page of what an upload was published as."""
    if isinstance(edition, ReferenceEdition):
        arguments = [edition.call_id, edition.version]
        return reverse("reference-edition", args=arguments)
    arguments = [table_of(edition), edition.version]
    return reverse("shared-edition", args=arguments)


def _refused(
    request: HttpRequest,
    row: ReferenceUpload,
    form: DecisionForm | RefusalForm,
    refused: Unpublished | FileRefused,
) -> HttpResponse:
    """Show everything as it is now, with why it was refused and what was typed."""
    if isinstance(refused, ThrownAway):
        messages.error(request, refused.message)
        return redirect("reference")
    form.add_error(None, str(getattr(refused, "message", refused)))
    page = _page(request, get_upload(request.user, row.public_id))
    is_stale = isinstance(refused, STALE_BY)
    forms = _forms(page)
    shown = (form, forms[1]) if isinstance(form, DecisionForm) else (forms[0], form)
    return _show(request, page, shown, status=STALE if is_stale else REFUSED)


def _page(request: HttpRequest, row: ReferenceUpload) -> PublishingPage:
    kind = request.GET.get("show", "")
    return publishing_page(row, person(request), now=timezone.now(), kind=kind)


def _forms(page: PublishingPage) -> Forms:
    return _decision(page), RefusalForm()


def _decision(page: PublishingPage, request: HttpRequest | None = None) -> DecisionForm:
    return DecisionForm(
        request.POST if request else None,
        warns=bool(page.check.warning),
        needs_reason=page.review.needs_reason,
        flips=bool(page.impact and page.impact.coordinators),
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
