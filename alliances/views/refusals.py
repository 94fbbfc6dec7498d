"""What was wrong with the last table: kept with the session, to be taken along."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alliances.access import require_administrator
from alliances.files.problems import FileRefused
from alliances.files.sheets import write_csv

KEPT = "refused_table"
MOST_KEPT = 5000
"""Problems; whoever has more has the wrong file."""


def keep_problems(request: HttpRequest, refused: FileRefused) -> None:
    """Keep every problem of a refused file until the next refusal or signing out."""
    found = refused.found[:MOST_KEPT]
    request.session[KEPT] = [[each.where, each.what, each.expected] for each in found]


@never_cache
@require_safe
def problems(request: HttpRequest) -> HttpResponse:
    """Send the problems of the file refused last as CSV, no cell of which runs."""
    require_administrator(request.user)
    kept = request.session.get(KEPT)
    if not kept:
        raise Http404
    heading = [_("where"), _("what is there"), _("what is expected")]
    answer = HttpResponse(write_csv([heading, *kept]), "text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="problems.csv"'
    return answer
