"""Which mails come and when: by the page, or by the link in a mail."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from alliances.limits import is_too_often
from alliances.views.too_often import too_often
from proposals.access import get_proposal
from proposals.enums import MailKind
from proposals.errors import Refused
from proposals.forms.mail_choices import MailChoicesForm
from proposals.models import Proposal
from proposals.policies import can_coordinate
from proposals.selectors.letters.mail_choices import ALWAYS, choices_of
from proposals.selectors.letters.mail_log import lost_letter, mail_log_page
from proposals.selectors.letters.mute_links import is_signed
from proposals.services.lost_mails import send_mail_again
from proposals.services.mail_choices import choose_mails, mute
from proposals.views.people import person, received_at

REFUSED = 422
RATES = "120/m/ip,2000/d/ip"
"""A mail provider that unsubscribes for many people asks from one address."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mail_choices(request: HttpRequest) -> HttpResponse:
    """Show and change when which mails come."""
    user = person(request)
    form = MailChoicesForm(request.POST or None, choices=choices_of(user))
    if request.method != "POST" or not form.is_valid():
        about = {"form": form, "always": ALWAYS}
        status = REFUSED if form.errors else None
        return render(request, "mail_choices/choices.html", about, status=status)
    choose_mails(person=user, rhythms=form.rhythms())
    messages.success(request, _("Saved. It holds from the next mail on."))
    return redirect("mail-choices")


@never_cache
@require_safe
def mail_log(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show the coordinator every mail about a draft and how far it came."""
    proposal = _coordinated(request, public_id)
    number, now = request.GET.get("page"), received_at(request)
    page = mail_log_page(proposal, number, now=now)
    return render(request, "mail_choices/log.html", {"page": page})


@require_POST
def mail_again(
    request: HttpRequest, public_id: uuid.UUID, kind: str, key: int
) -> HttpResponse:
    """Send a mail again that did not arrive."""
    proposal = _coordinated(request, public_id)
    letter = lost_letter(proposal, kind, key)
    if letter is None:
        raise Http404
    try:
        send_mail_again(letter=letter, by=person(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The mail is on its way again."))
    return redirect("mail-log", public_id)


# A mail program posts without cookies: the signature in the address is the permission.
@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mail_stop(
    request: HttpRequest, scope: str, key: int, kind: str, signature: str
) -> HttpResponse:
    """Show what would be stopped, which scanners may open too; on POST stop it."""
    if is_too_often(request, door="mail-stop", rates=RATES):
        return too_often(request)
    if not is_signed(scope, key, kind, signature):
        raise Http404
    is_done = request.method == "POST"
    if is_done:
        mute(scope=scope, key=key, kind=MailKind(kind))
    about = {"kind": MailKind(kind).label, "is_done": is_done}
    return render(request, "mail_choices/stop.html", about)


def _coordinated(request: HttpRequest, public_id: uuid.UUID) -> Proposal:
    """Return a draft whose mails are this person's business."""
    proposal = get_proposal(person(request), public_id)
    decision = can_coordinate(person(request), proposal)
    if not decision:
        raise PermissionDenied(decision.reason)
    return proposal
