"""In which colours a page is shown: what its reader chose, else as the system asks.

The account's choice wins over the browser's, as that of the language does.
"""

from functools import partial
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from alliances.enums import Colours
from alliances.models import User
from alliances.services.people import choose_colours
from alliances.views.reading import kept


@login_not_required
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep colours in the browser, and in the account of who is signed in."""
    colours = request.POST.get("colours")
    if colours not in Colours.values:
        return HttpResponse(status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if isinstance(request.user, User):
        choose_colours(user=request.user, colours=Colours(colours))
    return kept(request, settings.COLOURS_COOKIE_NAME, colours)


def shown_colours(request: HttpRequest) -> dict[str, object]:
    """Give every template `colours`, and all there are to choose from.

    Asked only where a template says it: pages of errors have to do without people.
    """
    return {
        "colours": partial(_chosen, request),
        "colours_offered": Colours,
    }


def colours_without_asking(request: HttpRequest) -> str:
    """Return what the reader chose, as far as it is known without a query."""
    return _choice(request, getattr(request, "_cached_user", None))


def _chosen(request: HttpRequest) -> str:
    return _choice(request, request.user)


def _choice(request: HttpRequest, person: object) -> str:
    of_account = person.colours if isinstance(person, User) else ""
    found = of_account or request.COOKIES.get(settings.COLOURS_COOKIE_NAME, "")
    return found if found in Colours.values else ""
