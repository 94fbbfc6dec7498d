"""A law tried with a consortium before it is published, or afterwards."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from alliances.access import require_administrator
from alliances.files.consortium import ConsortiumFile
from alliances.files.problems import FileRefused
from alliances.views.uploads import is_too_large, limited_uploads
from eligibility.access import get_newest, get_rulebook_upload, get_version
from eligibility.catalogue import kept_rulebook, published_rulebook
from eligibility.core import Edition, Rulebook
from eligibility.forms.law_trial import TrialForm
from eligibility.law import Law, newest_law
from eligibility.selectors.law_checks import tables_of
from eligibility.selectors.law_trial import Trial, trial_of
from eligibility.services.samples import has_type, try_law
from eligibility.views.kept_laws import once_understood

REFUSED = 422


@never_cache
@limited_uploads
@require_http_methods(["GET", "HEAD", "POST"])
@once_understood
def law_try(request: HttpRequest) -> HttpResponse:
    """Ask for a consortium; on POST answer each clause beside the law in force."""
    require_administrator(request.user)
    rulebook = _asked(request)
    is_sent = request.method == "POST"
    form = TrialForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        law=rulebook,
        is_too_large=is_too_large(request),
    )
    file = form.consortium if form.is_valid() else None
    trial = _trial(file, form.cleaned_data["kind"], rulebook) if file else None
    context = {"form": form, "law": rulebook, "trial": trial}
    status = REFUSED if is_sent and trial is None else None
    return render(request, "eligibility/law/try.html", context, status=status)


def _asked(request: HttpRequest) -> Rulebook:
    """Return the law the address names: an upload, or a version of a call."""
    call, version = request.GET.get("call", ""), request.GET.get("version", "")
    if public_id := request.GET.get("upload"):
        try:
            key = uuid.UUID(public_id)
        except ValueError:
            raise Http404 from None
        return kept_rulebook(get_rulebook_upload(request.user, key))
    if version.isascii() and version.isdigit():
        return published_rulebook(get_version(request.user, call, int(version[:9])))
    return published_rulebook(get_newest(request.user, call))


def _trial(file: ConsortiumFile, asked: str, rulebook: Rulebook) -> Trial:
    lot, _slash, kind = asked.partition("/")
    about: Any = {"file": file, "lot": lot, "project_type": kind}
    tried = Law(rulebook, tables_of(rulebook.code), Edition(0, ""))
    report = try_law(law=tried, **about)
    try:
        in_force = newest_law(rulebook.code, where="call")
    except FileRefused:
        return trial_of(file.acronym, report, None)
    is_there = has_type(rulebook=in_force.rulebook, lot=lot, project_type=kind)
    before = try_law(law=in_force, **about) if is_there else None
    return trial_of(file.acronym, report, before)
