"""How long a session still lasts, and lengthening it: for the notice before its end."""

from django.contrib.sessions.models import Session
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods


@require_http_methods(["GET", "POST"])
def session(request: HttpRequest) -> JsonResponse:
    """Answer the seconds left; asking changes nothing, a POST starts them anew."""
    if request.method == "POST":
        request.session.modified = True
        return JsonResponse({"left": request.session.get_expiry_age()})
    return JsonResponse({"left": _seconds_left(request.session.session_key)})


def _seconds_left(key: str | None) -> int:
    """Read them from the row: the store itself counts as if it were saved now."""
    end = Session.objects.values_list("expire_date", flat=True).get(pk=key)
    return int((end - timezone.now()).total_seconds())
