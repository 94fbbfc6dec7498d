"""The page of one's own account: the name; address and password are allauth's."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alliances.services.people import change_name
from config.account_forms import NameForm
from proposals.views.people import person

REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Show and change how one is called."""
    user = person(request)
    if request.method != "POST":
        return _show(request, NameForm(initial={"full_name": user.full_name}))
    form = NameForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=REFUSED)
    change_name(user=user, full_name=form.cleaned_data["full_name"])
    messages.success(request, _("Your name is saved."))
    return redirect("account")


def _show(
    request: HttpRequest, form: NameForm, *, status: int | None = None
) -> HttpResponse:
    return render(request, "account/account.html", {"form": form}, status=status)
