"""The page on which an administrator closes the product for writing and opens it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from alliances.access import require_administrator_of_people
from alliances.selectors.pauses import ask_anew, present_pause
from alliances.services.pauses import AlreadyPaused, begin_pause, end_pause
from alliances.views.proof import asks_for_proof
from config.pause_forms import PauseForm
from config.standing import since_words
from proposals.views.people import person, received_at

REFUSED = 422


@asks_for_proof()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def read_only(request: HttpRequest) -> HttpResponse:
    """Show whether something can be changed; on POST close for writing."""
    require_administrator_of_people(request.user)
    if request.method != "POST":
        return _show(request, PauseForm())
    form = PauseForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=REFUSED)
    try:
        now, by = received_at(request), person(request)
        begin_pause(**form.cleaned_data, now=now, by=by)
    except AlreadyPaused:
        messages.error(request, _("Somebody closed it before: their reason stands."))
    return redirect("read-only")


@asks_for_proof()
@require_POST
def read_only_end(request: HttpRequest) -> HttpResponse:
    """Open for writing again; the banner that goes away says it too."""
    require_administrator_of_people(request.user)
    seen, now = request.POST.get("pause", ""), received_at(request)
    if end_pause(now=now, by=person(request), seen=seen):
        messages.success(request, _("Everything can be changed again."))
    elif present_pause():
        messages.error(request, _("Meanwhile somebody closed it for another reason."))
    return redirect("read-only")


def _show(
    request: HttpRequest, form: PauseForm, *, status: int | None = None
) -> HttpResponse:
    # Who has just acted may be answered by a process that heard nothing of it yet.
    ask_anew()
    pause = present_pause()
    since = since_words(pause) if pause else ""
    context = {"form": form, "pause": pause, "since": since}
    return render(request, "read_only/page.html", context, status=status)
