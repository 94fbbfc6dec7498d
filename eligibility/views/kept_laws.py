"""Pages about a kept text, where the product no longer understands it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alliances.selectors.upload_names import upload_name
from eligibility.catalogue import NotUnderstood
from eligibility.selectors.rulebook_problems import problem_lines

REFUSED = 422
Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponse]


def once_understood(view: View[Arguments]) -> View[Arguments]:
    """Show what is wrong with a text instead of a page about what it says."""

    @wraps(view)
    def shown(
        request: HttpRequest, /, *args: Arguments.args, **more: Arguments.kwargs
    ) -> HttpResponse:
        try:
            return view(request, *args, **more)
        except NotUnderstood as refused:
            template = "eligibility/law/not_understood.html"
            return render(request, template, _said_of(refused), status=REFUSED)

    return shown


def _said_of(refused: NotUnderstood) -> dict[str, object]:
    upload, lines = refused.upload, problem_lines(refused.why)
    name = upload_name(upload.file_name)
    return {"upload": upload, "name": name, "problems": lines}
