"""Which language a page speaks: what its reader chose, else what the browser asks for.

The account's choice wins over the browser's: two people may share a computer.
"""

import re
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_POST

from alliances.models import User
from alliances.services.people import choose_language
from alliances.views.reading import kept

GetResponse = Callable[[HttpRequest], HttpResponse]
NEUTRAL = re.compile(r"^/api/(?!v1/docs$)|\.(csv|docx|json|toml|txt|xlsx)$")
"""Where programs ask, and files that go from hand to hand: the same for everybody.

People read what the API does in their language, as far as that is translated.
"""


def speak_chosen_language(get_response: GetResponse) -> GetResponse:
    """Let a page speak the language of the account; LocaleMiddleware did the rest."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if NEUTRAL.search(request.path_info):
            translation.activate(settings.LANGUAGE_CODE)
        elif language := _of_account(request):
            translation.activate(language)
        return get_response(request)

    return middleware


def has_chosen_language(request: HttpRequest) -> bool:
    """Say whether the reader chose a language here, in the account or the browser."""
    in_browser = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return bool(_of_account(request)) or in_browser in _offered()


@login_not_required
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep a language in the browser, and in the account of who is signed in."""
    language = request.POST.get("language", "")
    if language not in _offered():
        return HttpResponse(status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if isinstance(request.user, User):
        choose_language(user=request.user, language=language)
    return kept(request, settings.LANGUAGE_COOKIE_NAME, language)


def _of_account(request: HttpRequest) -> str:
    # Who has no session is nobody, and asking would cost nothing and vary nothing.
    user = request.user
    language = user.language if isinstance(user, User) else ""
    return language if language in _offered() else ""


def _offered() -> dict[str, str]:
    return dict(settings.LANGUAGES)
