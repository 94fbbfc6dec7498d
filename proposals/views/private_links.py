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

P = ParamSpec("P")
Answer = TypeVar("Answer", bound=HttpResponseBase)
View = Callable[Concatenate[HttpRequest, P], Answer]


def private_link(
    door: str,
) -> Callable[[View[P, Answer]], View[P, Answer | HttpResponse]]:
    """Keep a secret from searches, from other sites, and from those who try many."""

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
        return _unspoken(refusal or view(request, *args, **kwargs))

    return guarded


def _refusal(request: HttpRequest, door: str) -> HttpResponse | None:
    if is_too_often(request, door=door, rates=RATES[door]):
        return too_often(request)
    return None


def _unspoken(answer: Answer) -> Answer:
    """Have browsers and searches say nothing of an address."""
    # The host and never the path, not to ourselves either. Under `no-referrer` forms
    # would come with `Origin: null`, and the choice of a language would be refused.
    answer["Referrer-Policy"] = "strict-origin"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
