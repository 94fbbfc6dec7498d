"""Pages on which anybody checks a submission by its number and code.

A GET changes nothing and neither does a POST: no cookie gives any power here, so
nothing is lost by not asking for a token of CSRF, and who has no cookies gets in.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from alliances.limits import is_too_often
from alliances.views.too_often import too_often
from alliances.views.uploads import is_too_large, limited_pack_uploads
from proposals.forms.pack_checks import PackCheckForm
from proposals.forms.verification import VerifyForm
from proposals.models import Submission
from proposals.public_access import get_verified
from proposals.selectors.submissions.pack_checks import PackCheck, check_pack
from proposals.selectors.submissions.verification import verified_page
from proposals.verify_codes import verify_code
from proposals.views.private_links import private_link

SHOWN, NOT_FOUND, REFUSED = 200, 404, 422
CHECK_RATES = "10/m/ip,100/d/ip"
"""Files: opening one costs more than a page."""


@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@private_link("verify")
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for number and code; the right ones lead to what is told."""
    if request.method != "POST":
        return _ask(request, VerifyForm(), SHOWN)
    form = VerifyForm(request.POST.dict())
    if not form.is_valid():
        return _ask(request, form, REFUSED)
    number, code = form.cleaned_data["number"], form.cleaned_data["code"]
    try:
        found = get_verified(number, code)
    except Http404:
        return _refuse(request, form, REFUSED)
    return redirect("verified", number, verify_code(number=number, sha256=found.sha256))


@limited_pack_uploads
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@private_link("verify")
def verified(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """Tell of a submission; POST compares a PDF with its packs and keeps nothing.

    An unknown number and a wrong code get one answer.
    """
    try:
        found = get_verified(number, code)
    except Http404:
        form = VerifyForm({"number": number, "code": code})
        return _refuse(request, form, NOT_FOUND)
    if request.method != "POST":
        return _tell(request, found, PackCheckForm())
    if is_too_often(request, door="pack-check", rates=CHECK_RATES):
        return too_often(request)
    return _compare(request, found)


def _compare(request: HttpRequest, found: Submission) -> HttpResponse:
    data, too_large = (request.POST, request.FILES), is_too_large(request)
    form = PackCheckForm(*data, is_too_large=too_large)
    if not form.is_valid():
        return _tell(request, found, form, status=REFUSED)
    check = check_pack(found, form.content())
    return _tell(request, found, PackCheckForm(), check)


def _tell(
    request: HttpRequest,
    found: Submission,
    form: PackCheckForm,
    check: PackCheck | None = None,
    status: int = SHOWN,
) -> HttpResponse:
    context = {"page": verified_page(found), "form": form, "check": check}
    template = "proposals/verification/verified.html"
    return render(request, template, context, status=status)


def _refuse(request: HttpRequest, form: VerifyForm, status: int) -> HttpResponse:
    form.add_error(
        None,
        _("There is no submission with this number and this code. Compare both."),
    )
    return _ask(request, form, status)


def _ask(request: HttpRequest, form: VerifyForm, status: int) -> HttpResponse:
    template = "proposals/verification/front.html"
    return render(request, template, {"form": form}, status=status)
