"""The consortium in pictures, and each of them as a file."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alliances.limits import is_too_often
from alliances.views.too_often import too_often
from proposals.access import get_proposal
from proposals.documents.pictures import picture_png, picture_svg
from proposals.policies import is_offered_edits
from proposals.selectors.pictures.page import (
    PictureFile,
    picture_file,
    pictures_page,
)
from proposals.views.people import person, received_at

SVG = "image/svg+xml; charset=utf-8"
RATES = "75/m/user"
"""How many files of either kind one person has drawn: all of a plan of sixty work
packages, one after the other. Each takes an evaluation and is drawn, the map as PNG a
third of a second and any other less than a tenth."""


@never_cache
@require_safe
def pictures(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show all pictures of the draft."""
    proposal = get_proposal(person(request), public_id)
    context = {
        "page": pictures_page(proposal, now=received_at(request)),
        "may_edit": is_offered_edits(person(request), proposal),
    }
    return render(request, "proposals/pictures/page.html", context)


@never_cache
@require_safe
def picture_as_svg(
    request: HttpRequest, public_id: uuid.UUID, picture: str
) -> HttpResponse:
    """Send one picture as an SVG that stands alone."""
    if is_too_often(request, door="picture-svg", rates=RATES):
        return too_often(request)
    file = _file(request, public_id, picture)
    return _answer(picture_svg(file), SVG, f"{file.name}.svg")


@never_cache
@require_safe
def picture_as_png(
    request: HttpRequest, public_id: uuid.UUID, picture: str
) -> HttpResponse:
    """Send the same drawn in pixels."""
    if is_too_often(request, door="picture-png", rates=RATES):
        return too_often(request)
    file = _file(request, public_id, picture)
    return _answer(picture_png(picture_svg(file)), "image/png", f"{file.name}.png")


def _file(request: HttpRequest, public_id: uuid.UUID, key: str) -> PictureFile:
    proposal = get_proposal(person(request), public_id)
    file = picture_file(proposal, key, now=received_at(request))
    if file is None:
        raise Http404
    return file


def _answer(content: str | bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
