"""The page before an old link: it asks for a code, and only a button has one sent."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from proposals.errors import LinkClosed, Refused
from proposals.forms.confirmations import AnswerForm
from proposals.forms.link_codes import CodeForm
from proposals.models import ConfirmationRequest
from proposals.selectors.asking.locked_links import locked_page
from proposals.services.link_codes import enter_code, is_locked, key_of, send_code
from proposals.views.people import received_at

SHOWN, LOCKED, REFUSED = 200, 403, 422
SEND, ENTER = "send-code", "enter-code"


def given_key(request: HttpRequest) -> str:
    """Return the key a page brought along, which shows that its link was open."""
    return request.POST.get("key") or request.GET.get("key") or ""


def key_for(request: HttpRequest, asked: ConfirmationRequest) -> str:
    """Return the key a page carries on; the hour does not begin anew with each."""
    return given_key(request) or key_of(asked=asked)


def opened(token: str, key: str) -> str:
    """Return the address of a link with its key, for a page to be loaded again."""
    query = f"?{urlencode({'key': key})}" if key else ""
    return f"{reverse('confirm', args=[token])}{query}"


def answer_locked(
    request: HttpRequest, token: str, asked: ConfirmationRequest
) -> HttpResponse | None:
    """Answer for a link that is locked; None if it is open.

    So it is once a code came with an answer that was typed before: the page shows that
    again, and whoever typed it presses its button again.
    """
    now = received_at(request)
    if not is_locked(asked=asked, key=given_key(request), now=now):
        return None
    act = request.POST.get("act", "")
    if act == SEND:
        return _send(request, token, asked)
    if act == ENTER:
        return _enter(request, token, asked)
    # Whatever else was posted is recorded no more than it is shown.
    is_answer = request.method == "POST"
    return _show(request, asked, CodeForm(), LOCKED if is_answer else SHOWN)


def _send(request: HttpRequest, token: str, asked: ConfirmationRequest) -> HttpResponse:
    try:
        send_code(token=token)
    except LinkClosed:
        return redirect("confirm", token)
    except Refused as refusal:
        return _refuse(request, asked, refusal)
    if typed_before(request):
        return _show(request, asked, CodeForm(), SHOWN)
    return redirect("confirm", token)


def _enter(
    request: HttpRequest, token: str, asked: ConfirmationRequest
) -> HttpResponse | None:
    try:
        key = enter_code(token=token, typed=request.POST.get("code", ""))
    except Refused as refusal:
        return _refuse(request, asked, refusal)
    return None if typed_before(request) else redirect(opened(token, key))


def _refuse(
    request: HttpRequest, asked: ConfirmationRequest, refusal: Refused
) -> HttpResponse:
    form = CodeForm(request.POST)
    form.add_error(refusal.field, str(refusal))
    return _show(request, asked, form, REFUSED)


def _show(
    request: HttpRequest, asked: ConfirmationRequest, form: CodeForm, status: int
) -> HttpResponse:
    page = locked_page(asked, now=received_at(request))
    context = {"page": page, "form": form, "is_refused": status == LOCKED}
    context["typed"] = typed_before(request)
    template = "proposals/confirmations/locked.html"
    return render(request, template, context, status=status)


def typed_before(request: HttpRequest) -> list[tuple[str, str]]:
    """Return an answer as it was sent before its code, or along with it.

    Empty where nobody typed anything.
    """
    fields = AnswerForm.base_fields
    sent = [(name, each) for name in fields if (each := request.POST.get(name, ""))]
    is_typed = any(not fields[name].widget.is_hidden for name, _each in sent)
    return sent if is_typed else []


def carried_on(request: HttpRequest, asked: ConfirmationRequest) -> dict[str, object]:
    """Return what opens the page anew: its key, and with it the answer sent to it.

    `sent` is empty where nobody typed anything: the address of the page opens it.
    """
    typed, key = typed_before(request), key_for(request, asked)
    return {"key": key, "sent": [*typed, ("key", key)] if typed else []}
