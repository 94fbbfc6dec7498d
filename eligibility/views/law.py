"""The law of the calls for administrators: versions, uploads, opening and closing."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from alliances.access import require_administrator
from alliances.views.people import person
from alliances.views.uploads import is_too_large, limited_uploads
from eligibility.access import get_newest, get_version
from eligibility.core import RulebookError
from eligibility.forms.deadlines import LaterDeadlineForm
from eligibility.forms.rulebooks import RulebookForm
from eligibility.selectors.law_versions import call_law_page, law_overview
from eligibility.selectors.rulebook_problems import problem_lines
from eligibility.services.rulebook_uploads import (
    keep_extended,
    keep_opened,
    keep_rulebook,
    keep_version_again,
)

REFUSED = 422


@require_safe
def laws(request: HttpRequest) -> HttpResponse:
    """Show the law in force for each call, and what waits."""
    require_administrator(request.user)
    context = {"page": law_overview()}
    return render(request, "eligibility/law/overview.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def call_law(request: HttpRequest, call: str) -> HttpResponse:
    """Show one call: may it be opened, and its versions; on POST extend its deadline.

    The version with the later deadline is prepared and read first, as any other.
    """
    require_administrator(request.user)
    page = call_law_page(call, now=timezone.now())
    if page is None:
        raise Http404
    form = LaterDeadlineForm(request.POST or None, present=page.deadline)
    if request.method == "POST" and form.is_valid():
        newest, by = get_newest(request.user, call), person(request)
        row = keep_extended(rulebook=newest, by=by, **form.cleaned_data)
        return redirect("law-check", row.public_id)
    status = REFUSED if form.is_bound else None
    context = {"page": page, "form": form}
    return render(request, "eligibility/law/call.html", context, status=status)


@limited_uploads
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take a rulebook that is understood, or list everything that is wrong with it."""
    require_administrator(request.user)
    if request.method != "POST":
        return _ask_file(request, RulebookForm())
    # The body is read by the first two; only then is it known how large it was.
    form = RulebookForm(request.POST, request.FILES, is_too_large=is_too_large(request))
    kept = _kept(request, form) if form.is_valid() else None
    return _ask_file(request, form) if kept is None else redirect("law-check", kept)


def _kept(request: HttpRequest, form: RulebookForm) -> uuid.UUID | None:
    file = form.cleaned_data["file"]
    try:
        row = keep_rulebook(
            content=file.read(), file_name=file.name, by=person(request)
        )
    except RulebookError as refused:
        form.add_problems(problem_lines(refused))
        return None
    return row.public_id


def _ask_file(request: HttpRequest, form: RulebookForm) -> HttpResponse:
    status = REFUSED if form.is_bound else None
    return render(request, "eligibility/law/upload.html", {"form": form}, status=status)


@require_POST
def again(request: HttpRequest, call: str, version: int) -> HttpResponse:
    """Take the text of an earlier version as if it had been uploaded."""
    earlier = get_version(request.user, call, version)
    row = keep_version_again(rulebook=earlier, by=person(request))
    return redirect("law-check", row.public_id)


@require_POST
def opening(request: HttpRequest, call: str) -> HttpResponse:
    """Prepare a version that takes submissions, or takes none; it is read first."""
    newest = get_newest(request.user, call)
    takes = request.POST.get("takes") == "yes"
    row = keep_opened(rulebook=newest, takes=takes, by=person(request))
    return redirect("law-check", row.public_id)
