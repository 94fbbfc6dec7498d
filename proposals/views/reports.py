"""A wrong rule reported from its public page, by anybody."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alliances.limits import is_too_often
from alliances.models import User
from alliances.views.too_often import too_often
from eligibility.models import Rulebook
from eligibility.selectors.clauses import ClauseRule, clause_rule
from eligibility.selectors.rules import published_rules
from proposals.errors import Refused
from proposals.forms.reports import PublicRuleReportForm
from proposals.services.reports import report_rule, report_rule_publicly

REFUSED = 422
RATES = "10/h/ip"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def public_rule_report(
    request: HttpRequest, code: str, lot: str, kind: str, clause: str
) -> HttpResponse:
    """Ask what is wrong with a clause, and keep it for the administrators."""
    row, page = _clause(code, lot, kind, clause)
    form = PublicRuleReportForm(request.POST if request.method == "POST" else None)
    if form.is_bound and is_too_often(request, door="rule-report", rates=RATES):
        return too_often(request)
    if form.is_valid() and _kept(request, row, clause, form):
        messages.success(request, _("Your report is with the administrators."))
        return redirect("rules-clause", code, lot, kind, clause)
    template = "proposals/eligibility/public_report.html"
    status = REFUSED if form.is_bound else None
    return render(request, template, {"form": form, "page": page}, status=status)


def _clause(code: str, lot: str, kind: str, clause: str) -> tuple[Rulebook, ClauseRule]:
    """Return a clause as published last, with its rulebook."""
    row = published_rules(code, None)
    page = row and clause_rule(row, lot=lot, kind=kind, clause=clause, cases=())
    if not row or not page:
        raise Http404
    return row, page


def _kept(
    request: HttpRequest, row: Rulebook, clause: str, form: PublicRuleReportForm
) -> bool:
    """Keep a valid report; what refuses it stands in the form."""
    text, contact = form.cleaned_data["text"], form.cleaned_data["contact"]
    try:
        if isinstance(request.user, User):
            report_rule(rulebook=row, clause=clause, text=text, by=request.user)
        else:
            report_rule_publicly(
                rulebook=row, clause=clause, text=text, contact=contact
            )
    except Refused as refused:
        form.add_error(None, str(refused))
    return form.is_valid()
