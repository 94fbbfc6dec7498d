"""The framework's floor: the least a page and a save can do on the same server.

Each stands beside the product's addresses, behind the same middleware and sign-in, and
its page is in the product's frame, with its head, masthead and foot, as every page is.
`page` reads one draft by one query and shows it by one template; `rows` reads records
by one query and lists them by one template; the save is the bare insert of the
benchmark of autosave. `plain` is the page without the frame: what Django itself takes.
"""

import uuid

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from alliances.models import Alliance, Partnership
from tests.benchmarks.bare_insert import urlpatterns as present

PAGE = engines["django"].from_string("""{% extends "base.html" %}
{% block title %}{{ it.acronym }}{% endblock %}
{% block content %}<h1>{{ it.acronym }}</h1><p>{{ it.title }}</p>{% endblock %}""")
PLAIN = engines["django"].from_string("""<!DOCTYPE html><html lang="en">
<title>{{ it.acronym }}</title><h1>{{ it.acronym }}</h1><p>{{ it.title }}</p></html>""")
ROWS = engines["django"].from_string("""{% extends "base.html" %}
{% block title %}Records{% endblock %}
{% block content %}<h1>Records</h1><table><tbody>{% for each in rows %}
<tr><td>{{ each.number }}</td><td>{{ each.name }}</td><td>{{ each.country_id }}</td>
<td>{{ each.role }}</td></tr>{% endfor %}</tbody></table>{% endblock %}""")


def page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one draft."""
    it = Alliance.objects.get(public_id=public_id)
    return HttpResponse(PAGE.render({"it": it}, request))


def plain(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one draft on a page of its own."""
    it = Alliance.objects.get(public_id=public_id)
    return HttpResponse(PLAIN.render({"it": it}, request))


def rows(request: HttpRequest, most: int) -> HttpResponse:
    """List records, as many as there are up to `most`."""
    found = Partnership.objects.order_by("pk")[:most]
    return HttpResponse(ROWS.render({"rows": found}, request))


urlpatterns = [
    path("bare/page/<uuid:public_id>/", page, name="bare-page"),
    path("bare/plain/<uuid:public_id>/", plain, name="bare-plain"),
    path("bare/rows/<int:most>/", rows, name="bare-rows"),
    *present,
]
