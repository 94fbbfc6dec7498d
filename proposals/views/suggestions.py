"""What the partner form asks the server while it is filled in; nothing is written."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alliances.selectors.register_names import names_wait_words
from proposals.access import get_proposal
from proposals.forms.numbers import number_in
from proposals.selectors.consortium.suggestions import suggestions_for
from proposals.selectors.consortium.twins import twin_sentences
from proposals.views.people import person


@never_cache
@require_safe
def partner_suggestions_fragment(
    request: HttpRequest, public_id: uuid.UUID
) -> HttpResponse:
    """List the organisations a typed name or PIC may mean."""
    proposal = get_proposal(person(request), public_id)
    found = suggestions_for(
        proposal,
        person(request),
        request.GET.get("name", ""),
        but=number_in(request.GET.get("number", "")),
    )
    context = {
        "suggestions": found,
        "names_wait": "" if found else names_wait_words(),
    }
    return render(request, "proposals/workspace/_suggestions.html", context)


@never_cache
@require_safe
def partner_twins_fragment(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say which partners may be the organisation that is being stated."""
    proposal = get_proposal(person(request), public_id)
    twins = twin_sentences(
        proposal, request.GET, but=number_in(request.GET.get("number", ""))
    )
    return render(request, "proposals/workspace/_twins.html", {"twins": twins})
