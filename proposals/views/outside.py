"""Files that leave a proposal, and the page on which they come back."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from alliances.limits import is_too_often
from alliances.views.too_often import too_often
from alliances.views.uploads import is_too_large, limited_uploads
from proposals.access import get_proposal
from proposals.errors import NotAllowed, Refused
from proposals.files.paper_files import write_docx, write_text
from proposals.files.proposal_file import write_proposal
from proposals.files.table_files import write_table
from proposals.forms.proposal_files import ProposalFileForm
from proposals.models import Proposal
from proposals.policies import can_edit
from proposals.selectors.consortium.workspace import sections_of
from proposals.selectors.drafts.masthead import masthead_of
from proposals.selectors.files.file_names import file_name_of
from proposals.selectors.files.papers import paper_of
from proposals.selectors.files.proposal_files import read_proposal
from proposals.selectors.files.table_files import table_rows
from proposals.services.proposal_files import keep_proposal_file
from proposals.views.people import person, received_at
from proposals.views.slips import REFUSED

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RATES = "30/m/ip,600/d/ip"
"""Uploads: reading one costs more than a page."""


@limited_uploads
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def outside(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Offer what can be taken along; POST brings a file back, to be looked at."""
    proposal = get_proposal(person(request), public_id)
    if request.method != "POST":
        return _show(request, proposal, ProposalFileForm(proposal=proposal))
    if is_too_often(request, door="proposal-file", rates=RATES):
        return too_often(request)
    data, too_large = (request.POST, request.FILES), is_too_large(request)
    form = ProposalFileForm(*data, proposal=proposal, is_too_large=too_large)
    return _keep(request, proposal, form)


def _keep(
    request: HttpRequest, proposal: Proposal, form: ProposalFileForm
) -> HttpResponse:
    if not form.is_valid():
        return _show(request, proposal, form)
    try:
        kept = keep_proposal_file(by=person(request), **form.kept())
    except NotAllowed:
        raise
    except Refused as refused:
        form.add_error("file", str(refused))
        return _show(request, proposal, form)
    return redirect("proposal-file", kept.public_id)


def _show(
    request: HttpRequest, proposal: Proposal, form: ProposalFileForm
) -> HttpResponse:
    now = received_at(request)
    context = {
        "form": form,
        "masthead": masthead_of(proposal, now=now),
        "tasks": sections_of(proposal, now=now),
        "may_edit": can_edit(request.user, proposal),
        "has_form": proposal.form_id is not None,
    }
    status = REFUSED if form.is_bound else None
    return render(request, "proposals/outside/page.html", context, status=status)


@never_cache
@require_safe
def proposal_json(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Send the whole proposal as `ssa-proposal/1`."""
    proposal = get_proposal(person(request), public_id)
    content = write_proposal(read_proposal(proposal).file)
    return _sent(proposal, content, "application/json", "proposal.json")


@never_cache
@require_safe
def form_file(
    request: HttpRequest, public_id: uuid.UUID, suffix: str, *, is_filled: bool
) -> HttpResponse:
    """Send the form to be written on, blank or with what is answered."""
    proposal = get_proposal(person(request), public_id)
    paper = paper_of(proposal, is_filled=is_filled)
    if paper is None:
        raise Http404
    name = f"{'answers' if is_filled else 'form'}.{suffix}"
    if suffix == "txt":
        text = write_text(paper.lines())
        return _sent(proposal, text, "text/plain; charset=utf-8", name)
    content = write_docx(paper.lines(), language=get_language() or "")
    return _sent(proposal, content, DOCX, name)


@never_cache
@require_safe
def table_file(request: HttpRequest, public_id: uuid.UUID, name: str) -> HttpResponse:
    """Send a table of the proposal as a workbook that comes back."""
    proposal = get_proposal(person(request), public_id)
    content = write_table(name, table_rows(proposal, name))
    return _sent(proposal, content, XLSX, f"{name}.xlsx")


def _sent(proposal: Proposal, content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, kind)
    named = file_name_of(proposal.alliance, name)
    answer["Content-Disposition"] = f'attachment; filename="{named}"'
    return answer
