"""Pages behind a secret somebody was sent: a link of a partner, a code of a pack."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from alliances.limits import is_too_often
from alliances.views.too_often import too_often

RATES = {
    # A whole ministry may sit behind one address; 256 bits are not guessed anyway.
    "confirm": "120/m/ip,2000/d/ip",
    "verify": "30/m/ip,600/d/ip",
}
"""How often one address may try a secret, by the door it opens."""

UNSPOKEN = {
    # The host and never the path, not to ourselves either. Under `no-referrer` forms
    # would come with `Origin: null`, and the choice of a language would be refused.
    "Referrer-Policy": "strict-origin",
    "X-Robots-Tag": "noindex, nofollow",
}
"""What browsers and searches are told of an address with a secret."""

P = ParamSpec("P")
Answer = TypeVar("Answer", bound=HttpResponseBase)
View = Callable[Concatenate[HttpRequest, P], Answer]


def keep_unspoken(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Have browsers and searches say nothing of an address with a secret.

    Also where its page was refused, not found or failed: the address is the same.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        answer = get_response(request)
        match = request.resolver_match
        if match and getattr(match.func, "is_private", False):
            for name, value in UNSPOKEN.items():
                answer[name] = value
        return answer

    return middleware


def private_link(
    door: str,
) -> Callable[[View[P, Answer]], View[P, Answer | HttpResponse]]:
    """Keep a secret from searches, from other sites, and from those who try many.

    The first two by `keep_unspoken`, which sees every answer.
    """

    def decorate(view: View[P, Answer]) -> View[P, Answer | HttpResponse]:
        return _guarded(view, door)

    return decorate


def _guarded(view: View[P, Answer], door: str) -> View[P, Answer | HttpResponse]:
    @wraps(view)
    def guarded(
        request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> Answer | HttpResponse:
        # A page without a secret in its address only asks for one.
        is_try = bool(kwargs) or request.method == "POST"
        refusal = _refusal(request, door) if is_try else None
        return refusal or view(request, *args, **kwargs)

    guarded.is_private = True  # type: ignore[attr-defined]  # ours, read above
    return guarded


def _refusal(request: HttpRequest, door: str) -> HttpResponse | None:
    if is_too_often(request, door=door, rates=RATES[door]):
        return too_often(request)
    return None
