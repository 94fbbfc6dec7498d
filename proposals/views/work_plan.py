"""The work plan and its work packages; every page works without script."""

import uuid
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from proposals.access import get_proposal, get_work_package
from proposals.forms.work_plan import WorkPackageForm, row_values
from proposals.models import Proposal, WorkPackage
from proposals.selectors.files.file_names import file_name_of
from proposals.selectors.plan.work_plan import package_page, plan_gantt, work_plan_page
from proposals.selectors.plan.work_plan_rows import lead_choices
from proposals.services.work_packages import (
    add_work_package,
    change_work_package,
    remove_work_package,
    restore_work_package,
)
from proposals.views.people import person
from proposals.views.pictures import SVG
from proposals.views.plan_sheets import PlanSheet

FORM_METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_safe
def work_plan(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show the whole plan: table, picture, effort."""
    return show_plan(request, get_proposal(person(request), public_id))


def show_plan(
    request: HttpRequest,
    proposal: Proposal,
    *,
    status: int = 200,
    refusal: str = "",
) -> HttpResponse:
    """Show the plan, with what was refused; 404 where the form has none."""
    sheet = PlanSheet(request, proposal)
    page = work_plan_page(proposal, sheet.frame())
    about = {"page": page, "is_open": "removed" in request.GET, "refusal": refusal}
    return sheet.show("plan", lambda: about, status=status)


@require_safe
def work_plan_gantt(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Give the picture as a file."""
    proposal = get_proposal(person(request), public_id)
    gantt = plan_gantt(proposal)
    if gantt is None:
        raise Http404
    context = {"gantt": gantt}
    template = "proposals/work_plan/_gantt.html"
    answer = render(request, template, context, content_type=SVG)
    name = file_name_of(proposal.alliance, "work-plan.svg")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_http_methods(FORM_METHODS)
def work_package_add(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    sheet = PlanSheet(request, get_proposal(person(request), public_id))
    leads = lead_choices(sheet.proposal)
    return sheet.answer(
        partial(WorkPackageForm, leads=leads, is_new=True),
        partial(add_work_package, proposal=sheet.proposal),
        partial(sheet.show, "package_add", sheet.around),
        initial={"kind": request.GET.get("kind", "")},
    )


@never_cache
@require_http_methods(FORM_METHODS)
def work_package(
    request: HttpRequest, public_id: uuid.UUID, number: int
) -> HttpResponse:
    """Show a work package with all in it; on POST state it anew."""
    row = get_work_package(person(request), public_id, number)
    sheet = PlanSheet(request, get_proposal(person(request), public_id))
    if row.removed_at is not None:
        return sheet.gone(row)
    leads = lead_choices(sheet.proposal, keeps=row.lead)
    return sheet.answer(
        partial(WorkPackageForm, leads=leads),
        partial(change_work_package, work_package=row),
        partial(sheet.show, "package", partial(_about, sheet, row)),
        initial=row_values(row),
    )


def _about(sheet: PlanSheet, row: WorkPackage) -> dict[str, Any]:
    page = package_page(sheet.proposal, sheet.frame(), row)
    return {"page": page, "is_open": "removed" in sheet.request.GET}


@require_POST
def work_package_remove(
    request: HttpRequest, public_id: uuid.UUID, number: int
) -> HttpResponse:
    row = get_work_package(person(request), public_id, number)
    sheet = PlanSheet(request, get_proposal(person(request), public_id))
    write = partial(remove_work_package, work_package=row, version=sheet.version())
    return sheet.act(write, is_removal=True)


@require_POST
def work_package_restore(
    request: HttpRequest, public_id: uuid.UUID, number: int
) -> HttpResponse:
    row = get_work_package(person(request), public_id, number)
    sheet = PlanSheet(request, get_proposal(person(request), public_id))
    return sheet.act(partial(restore_work_package, work_package=row))
