"""An administrator takes the second factor off somebody's account."""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from alliances.access import get_person
from alliances.views.proof import asks_for_proof
from proposals.forms.second_factors import ResetForm
from proposals.services.second_factors import reset_second_factor
from proposals.views.people import person

REFUSED = 422


@asks_for_proof()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reset(request: HttpRequest, key: int) -> HttpResponse:
    """Ask why; on POST take the second factor off."""
    owner = get_person(request.user, key)
    if request.method != "POST" and not is_mfa_enabled(owner):
        return render(request, "proposals/people/no_factor.html", {"owner": owner})
    form = ResetForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"owner": owner, "form": form}
        status = REFUSED if form.is_bound else None
        return render(request, "proposals/people/reset.html", context, status=status)
    reason = form.cleaned_data["reason"]
    if reset_second_factor(user=owner, reason=reason, by=person(request)):
        messages.success(request, _("The second factor is off; a mail says so."))
    else:
        messages.info(request, _("There was no second factor."))
    return redirect("admin:alliances_user_change", owner.pk)
