"""Pages about a kept text, where the product no longer understands it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

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
            lines = problem_lines(refused.why)
            context = {"upload": refused.upload, "problems": lines}
            template = "eligibility/law/not_understood.html"
            return render(request, template, context, status=REFUSED)

    return shown
