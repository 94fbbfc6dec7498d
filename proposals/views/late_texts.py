"""What was sent to a draft after its call had closed: read, and taken away as text."""

import uuid
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from proposals.access import get_form_proposal
from proposals.forms.late_texts import late_forms
from proposals.policies import seat_of
from proposals.selectors.drafts.masthead import masthead_of
from proposals.selectors.files.file_names import file_name_of
from proposals.views.people import person, received_at


@never_cache
@require_safe
def late_texts(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show what came late: to who writes the draft all of it, to others their own."""
    reader = person(request)
    proposal = get_form_proposal(reader, public_id)
    is_partial = seat_of(reader, proposal).is_contact
    masthead = masthead_of(proposal, now=received_at(request))
    context = {
        "masthead": replace(masthead, is_partial=is_partial),
        "late": late_forms(proposal, reader),
    }
    return render(request, "proposals/late/page.html", context)


@never_cache
@require_safe
def late_texts_file(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Send the same as text, to be pasted where it is wanted."""
    proposal = get_form_proposal(person(request), public_id)
    context = {
        "acronym": proposal.alliance.acronym,
        "late": late_forms(proposal, person(request)),
    }
    text = render_to_string("proposals/late/texts.txt", context)
    answer = HttpResponse(text, "text/plain; charset=utf-8")
    name = file_name_of(proposal.alliance, "late-texts.txt")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
