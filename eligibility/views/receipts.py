"""A receipt uploaded or pasted, explained and asked again; nothing is stored."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alliances.limits import is_too_often
from alliances.views.too_often import too_often
from alliances.views.uploads import is_too_large, limited_uploads
from eligibility.core import BadReceiptError
from eligibility.forms.receipts import ReceiptForm
from eligibility.receipts import check_receipt, published_by_digest
from eligibility.selectors.receipts import ReceiptPage, receipt_page

SHOWN, REFUSED = 200, 422
RATES = "30/m/ip"


@limited_uploads
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest) -> HttpResponse:
    """Ask for a receipt; explain the one that was given."""
    if request.method != "POST":
        return _show(request, ReceiptForm())
    if is_too_often(request, door="receipt", rates=RATES):
        return too_often(request)
    data, too_large = (request.POST, request.FILES), is_too_large(request)
    form = ReceiptForm(*data, is_too_large=too_large)
    page = _explained(form) if form.is_valid() else None
    return _show(request, form, page, SHOWN if page else REFUSED)


def _explained(form: ReceiptForm) -> ReceiptPage | None:
    """Return the page of the receipt in a valid form, None for what is none."""
    try:
        checked = check_receipt(text=form.receipt(), find_rulebook=published_by_digest)
        return receipt_page(checked)
    except BadReceiptError as error:
        form.add_error(None, _("This is no receipt: %(reason)s") % {"reason": error})
    return None


def _show(
    request: HttpRequest,
    form: ReceiptForm,
    page: ReceiptPage | None = None,
    status: int = SHOWN,
) -> HttpResponse:
    context = {"form": form, "page": page}
    template = "eligibility/rules/receipt.html"
    return render(request, template, context, status=status)
