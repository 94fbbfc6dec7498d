"""While a pause stands, whoever changes something gets it back; all else is as ever."""

from collections.abc import Callable, Mapping
from http import HTTPStatus

import structlog
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.log import log_response
from django.utils.translation import gettext as _

from alliances.models import Pause
from alliances.phrases import lead
from alliances.selectors.pauses import present_pause
from alliances.views.sent_again import wants_page
from config.late_texts import typed_in
from config.middleware import API, GetResponse
from config.standing import pause_words
from config.typed_fields import typed_form
from eligibility.api.answers import problem
from proposals.views.links_spoken import spoken_at_address

READING = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN = frozenset(
    {
        # Signing in and out, and proving who one is: they write sessions.
        *("account_login", "account_logout", "account_reauthenticate"),
        *("admin:login", "admin:logout", "mfa_authenticate", "mfa_reauthenticate"),
        *("mfa_login_webauthn", "mfa_reauthenticate_webauthn"),
        *("account-session", "session-end", "usersessions_list"),
        # How one reads, and what is kept about oneself.
        *("language", "colours", "account-data"),
        # Who closed the product has to be able to open it.
        *("read-only", "read-only-end"),
        # They take a form and only look.
        *("api-evaluate", "verify", "unsaved-fragment"),
    }
)
"""Addresses that take forms all the same."""
HEADER = "X-Read-Only"
"""Tells programs: until when as a rule, or that nobody said."""
SOONEST, LATEST, UNKNOWN = 30, 3600, 120
"""Seconds after which to come again: bounds, and where no end was said."""
ACCOUNTS = ("/accounts/", "/admin/")
"""Where passwords and codes are typed, which no page shows."""

log = structlog.get_logger(__name__)


class RefuseWrites:
    """Refuse every form while a pause stands, and keep what was typed on the page.

    The last of all middleware: by then the form has proved to come from a page of ours,
    and who has to sign in has been led there.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Tell programs that nothing can be changed."""
        answer = self._get_response(request)
        if request.path_info.startswith(API) and (pause := present_pause()):
            answer[HEADER] = pause.until.isoformat() if pause.until else "open-ended"
        return answer

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],  # noqa: ARG002  # Django's signature
        args: tuple[str, ...],  # noqa: ARG002  # as above
        kwargs: Mapping[str, str],  # noqa: ARG002  # as above
    ) -> HttpResponse | None:
        """Answer instead of a page that writes."""
        match = request.resolver_match
        name = match.view_name if match else ""
        if request.method in READING or name in OPEN:
            return None
        pause = present_pause()
        if pause is None:
            return None
        log.warning("write_refused", route=name)
        with spoken_at_address(request):
            answer = _refused(request, pause)
        # Django would call each an error of the server; that line said all there is.
        log_response("write_refused", response=answer, request=request, level="debug")
        answer["Retry-After"] = str(seconds_to_wait(pause))
        return answer


def seconds_to_wait(pause: Pause) -> int:
    """Return when to come again: at the end that was said, within reason."""
    if pause.until is None:
        return UNKNOWN
    left = (pause.until - timezone.now()).total_seconds()
    return int(min(max(left, SOONEST), LATEST))


def _refused(request: HttpRequest, pause: Pause) -> HttpResponse:
    """Return a page, a part of one, or JSON: whatever whoever asked can show."""
    status = HTTPStatus.SERVICE_UNAVAILABLE
    if request.path_info.startswith(API):
        return problem(status, "Nothing can be changed for now; ask again later.")
    if "HX-Request" in request.headers:
        return render(request, "read_only/_refused.html", status=status)
    if not wants_page(request):
        words = _("Not saved: nothing can be changed for now.")
        reason = lead(_("Reason"))
        why = f"{pause_words(pause)} {reason} {pause.reason}"
        told = {"message": words, "said": words, "why": why}
        return JsonResponse(told, status=status)
    page = _page(request, pause)
    return render(request, "read_only/refused.html", page, status=status)


def _page(request: HttpRequest, pause: Pause) -> dict[str, object]:
    """Return what the page says: what was typed, and how to send it again."""
    is_secret = request.path_info.startswith(ACCOUNTS)
    has_file = request.content_type == "multipart/form-data"
    typed = {} if is_secret else typed_in(request)
    return {
        "means": pause_words(pause),
        "reason": pause.reason,
        "typed": typed_form(request, path=request.path, typed=typed),
        "is_whole": bool(typed) and not has_file,
        "has_file": has_file,
        "is_submission": _is_submission(request),
        "to": request.get_full_path(),
    }


def _is_submission(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.view_name == "submit"
