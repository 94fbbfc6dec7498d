"""The floor of the pages' benchmark: one query and one template, signed in.

Its address stands beside those of the product, behind the same middleware; so does
that of the page in the product's frame, to which `tests.load.ratios` compares.
"""

from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import path

from alliances.models import Organisation
from config.urls import urlpatterns as present
from tests.load.floor import page

PAGE = Template("""<!DOCTYPE html><html lang="en"><title>{{ title }}</title><ul>
{% for row in rows %}<li>{{ row.pk }} {{ row.name }} {{ row.pic }}</li>
{% endfor %}</ul></html>
""")


def floor(request: HttpRequest, number: int) -> HttpResponse:
    """List some entries of the register."""
    rows = Organisation.objects.order_by("pk")[:number]
    context = {"title": request.path, "rows": rows}
    return HttpResponse(PAGE.render(Context(context)))


urlpatterns = [
    path("floor/<int:number>/", floor, name="floor"),
    path("floor/<uuid:public_id>/", page, name="floor-in-the-frame"),
    *present,
]
