"""The rules for everybody: calls, clauses, and the difference between two laws."""

from collections.abc import Sequence

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliances.files.problems import FileRefused
from alliances.files.tables import ReferenceTables
from eligibility import models
from eligibility.catalogue import published_rulebook
from eligibility.core import ProjectType, Rulebook
from eligibility.law import published_law
from eligibility.selectors.clauses import clause_rule
from eligibility.selectors.rule_changes import kinds_of, rule_changes
from eligibility.selectors.rules import call_rules, kind_of, published_rules, rule_list
from eligibility.services.worked_cases import worked_cases

MOST_DIGITS = 9
"""More digits than versions have; Python refuses to read thousands of them."""


@login_not_required
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """List the calls and how sure their rules are."""
    return render(request, "eligibility/rules/list.html", {"calls": rule_list()})


@login_not_required
@require_safe
def call(request: HttpRequest, code: str) -> HttpResponse:
    """Show the clauses of a call, in the version asked for."""
    page = call_rules(_published(request, code))
    return render(request, "eligibility/rules/call.html", {"page": page})


@login_not_required
@require_safe
def clause(
    request: HttpRequest, code: str, lot: str, kind: str, clause_id: str
) -> HttpResponse:
    """Show one clause: values over time, sources, worked cases."""
    row = _published(request, code)
    cases = [(each.story, each.consortium, each.report) for each in worked_cases()]
    page = clause_rule(row, lot=lot, kind=kind, clause=clause_id, cases=cases)
    if page is None:
        raise Http404
    return render(request, "eligibility/rules/clause.html", {"page": page})


@login_not_required
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Show what two types of project ask differently."""
    newest = models.Rulebook.objects.order_by("version")
    rulebooks = {row.call_id: published_rulebook(row) for row in newest}
    kinds = kinds_of(sorted(rulebooks.values(), key=lambda e: e.deadline, reverse=True))
    asked = [request.GET.get(name, "") for name in ("from", "to")]
    known = [_law(each) for each in asked]
    context = {
        "kinds": kinds,
        "asked": asked,
        "refusal": _refusal(asked, known),
        "changes": rule_changes(known[0], known[1]) if known[0] and known[1] else None,
    }
    return render(request, "eligibility/rules/compare.html", context)


def _published(request: HttpRequest, code: str) -> models.Rulebook:
    version = request.GET.get("version", "")
    is_number = version.isascii() and version.isdigit()
    number = int(version[:MOST_DIGITS]) if is_number else None
    row = published_rules(code, number)
    if row is None:
        raise Http404
    return row


def _law(key: str) -> tuple[Rulebook, ProjectType, ReferenceTables] | None:
    """Return a type of project with its call's law; None for an unknown key."""
    call_code, lot, kind = [*key.split("/"), "", ""][:3]
    try:
        law = published_law(call_code, where="call")
    except FileRefused:
        return None
    found = kind_of(law.rulebook, lot, kind)
    return (law.rulebook, found, law.tables) if found else None


def _refusal(asked: list[str], known: Sequence[object]) -> str:
    if any(key and not law for key, law in zip(asked, known, strict=True)):
        return _("There is no such type of project. Choose both from the lists.")
    if len(list(filter(None, asked))) == 1:
        return _("Choose two types of project.")
    return ""
