"""Beginning an alliance: by choosing what to apply for, or with a file."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from alliances.files.consortium import ConsortiumFile, FileRefused
from alliances.models import ProjectType
from alliances.views.uploads import is_too_large, limited_uploads
from proposals.forms.start import DetailsForm, ImportForm
from proposals.selectors.facts import activities
from proposals.selectors.start import (
    choose_page,
    kind_options,
    project_type_of,
    sector_options,
    target_page,
)
from proposals.services.drafts import open_alliance
from proposals.services.imports import import_consortium
from proposals.views.people import person, received_at
from proposals.views.sheets import redirect_to_preview

REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Ask what for; once that is chosen, show the target and ask the name."""
    kind = request.GET.get("kind", "")
    project_type = project_type_of(kind)
    if project_type is not None:
        return _open(request, project_type)
    page = choose_page(chosen=kind, now=received_at(request))
    return render(request, "proposals/start/choose.html", {"page": page})


def _details(data: QueryDict | None, project_type: ProjectType) -> DetailsForm:
    sectors = sector_options(project_type)
    offered = () if sectors else activities()
    return DetailsForm(data, sectors=sectors, activities=offered)


def _open(request: HttpRequest, project_type: ProjectType) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = _details(data, project_type)
    if form.is_valid():
        proposal = open_alliance(
            project_type=project_type, by=person(request), **form.cleaned_data
        )
        return redirect("workspace", proposal.alliance.public_id)
    page = target_page(project_type, person(request), now=received_at(request))
    return render(
        request,
        "proposals/start/target.html",
        {"page": page, "form": form},
        status=REFUSED if form.is_bound else None,
    )


@limited_uploads
@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: HttpRequest) -> HttpResponse:
    """Take a consortium file at once, a list of partners after a look at it."""
    if request.method != "POST":
        return _ask_file(request, ImportForm(kinds=kind_options()))
    form = ImportForm(
        request.POST,
        request.FILES,
        kinds=kind_options(),
        is_too_large=is_too_large(request),
    )
    if not form.is_valid():
        return _ask_file(request, form)
    if form.consortium is None:
        return redirect_to_preview(request, form, stated=form.stated())
    return _import(request, form, form.consortium)


def _import(
    request: HttpRequest, form: ImportForm, consortium: ConsortiumFile
) -> HttpResponse:
    try:
        proposal = import_consortium(file=consortium, by=person(request))
    except FileRefused as refusal:
        form.add_problems(refusal)
        return _ask_file(request, form)
    return redirect("workspace", proposal.alliance.public_id)


def _ask_file(request: HttpRequest, form: ImportForm) -> HttpResponse:
    status = REFUSED if form.is_bound else None
    return render(request, "proposals/start/import.html", {"form": form}, status=status)
