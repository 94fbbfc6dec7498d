"""The minimal page of the panel's benchmark: the same rows, listed by a template."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import path

from alliances.models import Partnership, ReferenceEdition
from config.urls import urlpatterns as present
from proposals.access import get_proposal
from proposals.models import Submission
from proposals.views.people import person

PAGE = Template("""<!DOCTYPE html><title>{{ acronym }}</title><ul>{% for row in rows %}
<li>{{ row.number }} {{ row.name }} {{ row.country.name }} {{ row.types }}</li>
{% endfor %}</ul><p>{{ edition.version }}, {{ live }}, {{ colleagues }}</p>
""")


def minimal(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """List the partners of a draft; read besides what the panel reads."""
    proposal = get_proposal(person(request), public_id)
    alliance = proposal.alliance
    rows = Partnership.objects.filter(alliance=alliance).select_related("country")
    live = Submission.objects.live().filter(call=alliance.call)
    context = {
        "acronym": alliance.acronym,
        "rows": list(rows),
        "edition": ReferenceEdition.objects.filter(call=alliance.call).first(),
        "live": len(live),
        "colleagues": len(proposal.colleagues.all()),
    }
    return HttpResponse(PAGE.render(Context(context)))


urlpatterns = [path("minimal/<uuid:public_id>/", minimal, name="minimal"), *present]
