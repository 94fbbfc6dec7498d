"""A form sent after its session ended comes back once its person has signed in again.

Who that is, the browser says (config/typed_by.py): the session that would know is gone.
Why it is done so: docs/adr/0092-typed-text-outlives-its-session.md.
"""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.template.loader import render_to_string

from alliances.views.kept_forms import (
    KEPT,
    LEAVE,
    SECONDS_KEPT,
    KeptForm,
    as_sent,
    forget,
    keep,
    kept_forms,
    kept_here,
)
from alliances.views.proof import has_fresh_proof
from alliances.views.sent_again import is_from_us, wants_page
from config.error_pages import form_expired
from config.filled_forms import filled_page, with_note
from config.landing import CLOSED
from config.typed_by import last_here, part_from, remember
from config.typed_fields import typed_form

View = Callable[..., HttpResponseBase]
SHOWN = {HTTPStatus.OK, HTTPStatus.METHOD_NOT_ALLOWED, *CLOSED}
"""On a page that is gone or closed by now, its person finds what they typed."""

SHOWN_AGAIN = {HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY}
"""With its page, whose form holds what was sent; any other refusal took nothing."""


class KeepForms(LoginRequiredMiddleware):
    """Leads to signing in, as Django does; what was typed goes along."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: View,
        view_args: tuple[object, ...],
        view_kwargs: dict[str, object],
    ) -> HttpResponseBase | None:
        """Keep what nobody may send; note who asks, and drop what they want dropped."""
        to_sign_in = super().process_view(request, view_func, view_args, view_kwargs)
        if to_sign_in is not None:
            return _kept(request, view_func) or to_sign_in
        if not getattr(view_func, "login_required", True):
            return None
        request.is_inside = True  # type: ignore[attr-defined]  # ours, read below
        if request.method == "POST":
            if LEAVE in request.GET and _is_known_as_ours(request, view_func):
                return _left(request)
            before = [it.at for it in kept_forms(request) if it.path == request.path]
            request.kept_before = before  # type: ignore[attr-defined]  # as above
        return None

    def process_response(
        self, request: HttpRequest, answer: HttpResponse
    ) -> HttpResponse:
        """Fill the form of a page again, and forget it once it was taken."""
        part_from(request)
        if not hasattr(request, "is_inside") or not request.user.is_authenticated:
            return answer
        remember(request, answer)
        if request.method == "POST":
            if answer.status_code < HTTPStatus.BAD_REQUEST or (
                answer.status_code in SHOWN_AGAIN
            ):
                for sent_at in getattr(request, "kept_before", ()):
                    forget(request, sent_at=sent_at)
            return answer
        is_look = request.method == "GET" and "HX-Request" not in request.headers
        return _offered(request, answer) if is_look else answer


def _kept(request: HttpRequest, view: View) -> HttpResponse | None:
    """Keep a form for who was signed in on its page; else give it back."""
    is_sent = request.method == "POST" and wants_page(request)
    if not is_sent or not _is_known_as_ours(request, view):
        return None
    by, is_read = last_here(request), not _asks_for_the_token_itself(view)
    sent = None if by is None else as_sent(request, of=by, is_read=is_read)
    if sent is None or not keep(request, sent):
        return form_expired(request) if is_read else None
    # Perhaps nobody ever signs in: a session of nobody goes with what it keeps.
    request.session.set_expiry(SECONDS_KEPT)
    return redirect_to_login(sent.page, resolve_url(settings.LOGIN_URL))


def _asks_for_the_token_itself(view: View) -> bool:
    """Whether a view takes files, which nobody may read before it has set limits."""
    return getattr(view, "csrf_exempt", False)


def _is_known_as_ours(request: HttpRequest, view: View) -> bool:
    """Whether the token against forgery was right, or the browser says where it was."""
    return not _asks_for_the_token_itself(view) or is_from_us(request)


def _left(request: HttpRequest) -> HttpResponse:
    """Drop what was kept for an address, and lead back to where it was offered."""
    dropped = forget(request)
    if dropped is None or dropped.needs_proof:  # its page may only take forms
        return redirect("alliance-list")
    return redirect(dropped.page)


def _offered(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Return the page with the form filled that was kept for it."""
    is_page = answer.get("Content-Type", "").startswith("text/html")
    is_shown = answer.status_code in SHOWN and is_page and not answer.streaming
    if KEPT not in request.session or not is_shown:
        return answer
    if request.session.get_expiry_age() <= SECONDS_KEPT:
        request.session.set_expiry(None)  # it is somebody's now
    for each in kept_here(request):
        if not each.needs_proof or has_fresh_proof(request):
            return _with_form(request, answer, each)
    return answer


def _with_form(
    request: HttpRequest, answer: HttpResponse, kept: KeptForm
) -> HttpResponse:
    """Fill the form where it stands; what has no place there gets a page of its own."""
    context: dict[str, object] = {"kept": kept}
    here, fields = request.get_full_path(), kept.fields
    if answer.status_code == HTTPStatus.OK:
        page = answer.content.decode()
        filled = filled_page(page, here=here, to=kept.to, typed=fields)
        if filled:
            context |= {"first_field": filled.first_field}
            note = render_to_string("account/_kept_note.html", context, request)
            answer.content = with_note(filled.text, note).encode()
            return answer
    context |= {"typed": typed_form(request, path=kept.path, typed=fields)}
    return render(request, "account/kept_form.html", context)
