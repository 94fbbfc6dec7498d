"""Beginning an alliance: by choosing what to apply for, or with a file."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from alliances.files.consortium import ConsortiumFile, FileRefused
from alliances.models import ProjectType
from alliances.views.uploads import is_too_large, limited_uploads
from proposals.files.proposal_file import ProposalFile
from proposals.forms.start import DetailsForm, ImportForm
from proposals.selectors.drafts.facts import activities
from proposals.selectors.drafts.start import (
    choose_page,
    kind_options,
    project_type_of,
    sector_options,
    target_page,
)
from proposals.services.drafts import open_alliance
from proposals.services.imports import import_consortium
from proposals.services.proposal_files import keep_proposal_file
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
    page = choose_page(chosen=kind, now=received_at(request), user=person(request))
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
            project_type=project_type, title="", by=person(request), **form.cleaned_data
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
    data, too_large = (request.POST, request.FILES), is_too_large(request)
    form = ImportForm(*data, kinds=kind_options(), is_too_large=too_large)
    if not form.is_valid():
        return _ask_file(request, form)
    if form.proposal is not None:
        return _look_at(request, form, form.proposal)
    if form.consortium is None:
        return redirect_to_preview(request, form, stated=form.stated())
    return _import(request, form, form.consortium)


def _look_at(
    request: HttpRequest, form: ImportForm, proposal: ProposalFile
) -> HttpResponse:
    """Show what a whole proposal would become, before anything is opened."""
    name = form.cleaned_data["file"].name
    try:
        kept = keep_proposal_file(
            file=proposal, file_name=name, target=None, by=person(request)
        )
    except FileRefused as refusal:
        form.add_problems(refusal)
        return _ask_file(request, form)
    return redirect("proposal-file", kept.public_id)


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
