"""Tasks, results and milestones of a work package, each on a small page of its own."""

import uuid
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from proposals.access import get_part, get_proposal, get_work_package
from proposals.forms.work_plan import PART_FORMS, PlanForm, row_values
from proposals.models import WorkPackage
from proposals.selectors.plan.stored_parts import SORTS
from proposals.selectors.plan.work_plan_rows import lead_choices
from proposals.services.work_package_parts import (
    Part,
    add_part,
    change_part,
    remove_part,
    restore_part,
)
from proposals.views.people import person
from proposals.views.plan_sheets import PlanSheet

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
def work_part_add(
    request: HttpRequest, public_id: uuid.UUID, number: int, sort: str
) -> HttpResponse:
    package = get_work_package(person(request), public_id, number)
    sheet = PlanSheet(request, get_proposal(person(request), public_id), number)
    if package.removed_at is not None:
        return PlanSheet(request, sheet.proposal).gone(package)
    about = partial(_about, sheet, package, sort, None)
    return sheet.answer(
        partial(_form_of(sort), leads=lead_choices(sheet.proposal), is_new=True),
        partial(add_part, work_package=package),
        partial(sheet.show, "part", about),
        initial={},
    )


@require_http_methods(FORM_METHODS)
def work_part(
    request: HttpRequest, public_id: uuid.UUID, number: int, sort: str, place: int
) -> HttpResponse:
    """Show a part of a work package; on POST state it anew."""
    part = _part(request, public_id, number, sort, place)
    sheet = PlanSheet(request, get_proposal(person(request), public_id), number)
    if part.removed_at is not None:
        return sheet.gone(part)
    leads = lead_choices(sheet.proposal, keeps=getattr(part, "lead", None))
    about = partial(_about, sheet, part.work_package, sort, part)
    return sheet.answer(
        partial(_form_of(sort), leads=leads),
        partial(change_part, part=part),
        partial(sheet.show, "part", about),
        initial=row_values(part),
    )


@require_POST
def work_part_remove(
    request: HttpRequest, public_id: uuid.UUID, number: int, sort: str, place: int
) -> HttpResponse:
    part = _part(request, public_id, number, sort, place)
    sheet = PlanSheet(request, get_proposal(person(request), public_id), number)
    write = partial(remove_part, part=part, version=sheet.version())
    return sheet.act(write, is_removal=True)


@require_POST
def work_part_restore(
    request: HttpRequest, public_id: uuid.UUID, number: int, sort: str, place: int
) -> HttpResponse:
    part = _part(request, public_id, number, sort, place)
    sheet = PlanSheet(request, get_proposal(person(request), public_id), number)
    return sheet.act(partial(restore_part, part=part))


def _part(
    request: HttpRequest, public_id: uuid.UUID, number: int, sort: str, place: int
) -> Part:
    if sort not in SORTS:
        raise Http404
    part: Part = get_part(SORTS[sort], person(request), public_id, (number, place))
    return part


def _form_of(sort: str) -> type[PlanForm]:
    """Return the form of a sort of part; 404 where there is no such sort."""
    if sort not in PART_FORMS:
        raise Http404
    return PART_FORMS[sort]


def _about(
    sheet: PlanSheet, package: WorkPackage, sort: str, part: Part | None
) -> dict[str, Any]:
    return {**sheet.around(), "package": package, "sort": sort, "part": part}
