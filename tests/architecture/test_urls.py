"""Every address asks for a sign-in, unless it stands on the list below."""

from collections.abc import Iterator
from functools import cache
from inspect import unwrap

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

API = (
    "api-evaluate",
    "api-calls",
    "api-call",
    "api-rulebook",
    "api-rulebook-version",
    "api-rulebook-text",
    "api-schema",
    "api-openapi",
    "api-docs",
    "api-nowhere",
)
# A new public page is a decision: add it here, with the reason, in the same commit.
PUBLIC = {
    "health-live": "asked by load balancers",
    "health-ready": "asked by load balancers",
    "robots": "asked by crawlers",
    "metrics": "asked by monitors, which show a token; nothing for anybody else",
    "confirm": "partners have no account: the link is what lets them in",
    **dict.fromkeys(
        ("own-mandate", "own-mandate-draw", "own-mandate-signed"),
        "the mandate of who confirmed by a link, which lets in here too",
    ),
    "accessibility": "says whom to tell about a barrier, also who cannot sign in",
    "status": "says which parts work, most of all to who cannot get in",
    "language": "everybody chooses the language of what they read",
    "colours": "as above, the colours",
    "mail-stop": "stops one kind of mails of whoever got the link; nothing else",
    **dict.fromkeys(API, "public law and a pure function; nothing is stored"),
    "guides": "partners have no account, and everybody may know what one does",
    "guide": "as above",
    "rules": "the law is public",
    "rules-call": "as above",
    "rules-clause": "as above",
    "rules-compare": "as above",
    "rules-receipt": "whoever holds a receipt may check it; nothing is stored",
    "public-rule-report": "whoever knows better may say so; limited by address and day",
    "verify": "asks for number and code of a submission",
    "verified": "who holds the code of a submission may check it; nothing is stored",
    "demo-tour": "only in the demo, for who has not signed in yet",
    "demo-mailbox": "only in the demo, where everybody reads every mail",
    "demo-mail": "only in the demo, as above",
    "demo-mail-markup": "only in the demo, as above",
}
# allauth and the admin guard their own pages; their tests are theirs.
FOREIGN = ("allauth.", "django.contrib.admin.", "django.views.i18n")


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry)
        else:
            yield entry


def ours() -> list[URLPattern]:
    return [
        pattern
        for pattern in patterns(get_resolver())
        if not pattern.callback.__module__.startswith(FOREIGN)
        and not getattr(pattern.callback, "model_admin", None)
        and not getattr(pattern.callback, "admin_site", None)
    ]


def is_public(pattern: URLPattern) -> bool:
    return not getattr(pattern.callback, "login_required", True)


def test_public_pages_are_the_listed_ones():
    public = {pattern.name for pattern in ours() if is_public(pattern)}

    assert public == set(PUBLIC), (
        "A page is public only if PUBLIC in this file lists it with a reason."
    )


def test_every_address_has_a_name():
    nameless = [str(pattern.pattern) for pattern in ours() if not pattern.name]

    assert nameless == [], f"Name each, so that nobody writes a path twice: {nameless}"


def test_views_say_which_methods_they_answer():
    undecided = [
        pattern.name
        for pattern in ours()
        if not hasattr(pattern.callback, "view_class")
        and unwrap(pattern.callback) is pattern.callback
    ]

    assert undecided == [], f"Decorate each with require_GET or _POST: {undecided}"


@pytest.mark.django_db
def test_stranger_is_sent_to_sign_in(client, settings):
    settings.LOGIN_URL = "/accounts/login/"
    open_to_strangers = [
        pattern.name
        for pattern in ours()
        if not is_public(pattern)
        and not pattern.pattern.converters
        and client.get(f"/{full_path(pattern)}").status_code not in {302, 405}
    ]

    assert open_to_strangers == []


@cache
def full_path(wanted: URLPattern) -> str:
    def search(resolver: URLResolver, prefix: str) -> Iterator[str]:
        for entry in resolver.url_patterns:
            path = prefix + str(entry.pattern)
            if isinstance(entry, URLResolver):
                yield from search(entry, path)
            elif entry is wanted:
                yield path

    return next(search(get_resolver(), "")).lstrip("/")
