"""Who was signed in on the page that a form was typed on, as far as a browser tells.

The secret behind the tokens against forgery changes with every signing in and signing
out, and every form carries it: so it belongs to one person. A signed cookie says whose
the last ones of this browser were.
"""

import hashlib
from contextlib import suppress

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import (
    CSRF_ALLOWED_CHARS,
    CSRF_SECRET_LENGTH,
    CSRF_TOKEN_LENGTH,
    rotate_token,
)

from alliances.views.people import person
from alliances.views.sent_again import TOKEN
from config.session_end import LONGEST

SALT = "typed-by"
MOST_KNOWN = 8
"""Times of being signed in that a browser is known to have had."""
DIGEST_LENGTH = 16
SIGN_OUT = frozenset({"account_logout", "admin:logout"})

Known = list[tuple[str, int]]
"""Digest of a secret and key of its person, the newest first."""


def last_here(request: HttpRequest) -> int | None:
    """Return who was signed in last with this browser; None if that is over by now.

    Of a form that passed the check against forgery that is who was so on its page.
    """
    return _person_of(request, request.COOKIES.get(settings.CSRF_COOKIE_NAME, ""))


def typed_by(request: HttpRequest) -> int | None:
    """Return who was signed in on the page of a form that may not pass that check."""
    with suppress(ValueError):  # no such token was ever given
        return _person_of(request, _secret_in(request.POST.get(TOKEN, "")))
    return None


def is_of_another(request: HttpRequest) -> bool:
    """Whether somebody else than who is signed in was so on the page of a form."""
    user = request.user
    return user.is_authenticated and typed_by(request) not in {None, user.pk}


def remember(request: HttpRequest, answer: HttpResponse) -> None:
    """Note that forms of this page are of who is signed in."""
    secret = request.META.get("CSRF_COOKIE")
    if not secret:
        return
    known, mine = _known(request), (_digest(secret), person(request).pk)
    if mine in known:
        return
    others = [each for each in known if each[0] != mine[0]]
    answer.set_signed_cookie(
        settings.PERSON_COOKIE_NAME,
        ".".join(f"{digest}-{key}" for digest, key in [mine, *others][:MOST_KNOWN]),
        salt=SALT,
        max_age=LONGEST,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def part_from(request: HttpRequest) -> None:
    """Have whoever comes after somebody who signed out be nobody yet."""
    match = request.resolver_match
    is_asked = request.method == "POST" and match and match.view_name in SIGN_OUT
    if is_asked and not request.user.is_authenticated:
        rotate_token(request)


def _person_of(request: HttpRequest, secret: str) -> int | None:
    return dict(_known(request)).get(_digest(secret)) if secret else None


def _known(request: HttpRequest) -> Known:
    name = settings.PERSON_COOKIE_NAME
    value = request.get_signed_cookie(name, "", salt=SALT, max_age=LONGEST)
    pairs = [each.split("-") for each in value.split(".")] if value else []
    return [(digest, int(key)) for digest, key in pairs]


def _digest(secret: str) -> str:
    # By no key of the site: whose a page is, holds when that changes. 190 random bits
    # are not found from their digest.
    return hashlib.sha256(f"{SALT}:{secret}".encode()).hexdigest()[:DIGEST_LENGTH]


def _secret_in(token: str) -> str:
    """Return the secret that a form carries, masked anew by each page."""
    if len(token) != CSRF_TOKEN_LENGTH:
        return token
    chars = CSRF_ALLOWED_CHARS
    mask, masked = token[:CSRF_SECRET_LENGTH], token[CSRF_SECRET_LENGTH:]
    pairs = zip(masked, mask, strict=True)
    return "".join(chars[chars.index(one) - chars.index(two)] for one, two in pairs)
