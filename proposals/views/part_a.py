"""Part A of an organisation: as a page of its own, and as it is typed."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alliances.enums import Role
from alliances.models import Partnership
from proposals.access import get_partnership, get_proposal
from proposals.errors import Refused, StaleVersion
from proposals.forms.part_a import PartAForm, part_a_values
from proposals.models import PartA, Proposal
from proposals.selectors.consortium.partner_parts import partner_url
from proposals.selectors.form.part_a import (
    part_a_differences,
    part_a_page,
    part_a_words,
)
from proposals.services.part_a import state_part_a
from proposals.views.people import person, received_at
from proposals.views.slips import REFUSED, STALE

Done = Callable[[PartAForm, PartA, frozenset[str]], HttpResponse]
"""What answers once a form is saved: as what, and beside which fields of another."""


@dataclass(frozen=True, slots=True)
class PartASheet:
    """One act on Part A of a partner: who asks, about whom."""

    request: HttpRequest
    proposal: Proposal
    partner: Partnership

    def form(self, data: Any = None, **more: Any) -> PartAForm:  # noqa: ANN401  # as forms take it
        """Return the form of this partner."""
        is_applicant = self.partner.role == Role.APPLICANT
        return PartAForm(data, is_applicant=is_applicant, **more)

    def show(
        self,
        form: PartAForm,
        *,
        template: str = "part_a",
        status: int = 200,
        **more: Any,  # noqa: ANN401  # what a conflict adds to the page
    ) -> HttpResponse:
        """Show the form with what was typed."""
        reader, now = person(self.request), received_at(self.request)
        page = part_a_page(self.proposal, self.partner, reader, now=now)
        context = {"page": page, "form": form, **more}
        name = f"proposals/part_a/{template}.html"
        return render(self.request, name, context, status=status)

    def save(self, template: str, done: Done) -> HttpResponse:
        """Save what was typed; a refusal shows it again, with the reason."""
        form = self.form(self.request.POST)
        if not form.is_valid():
            return self.show(form, template=template, status=REFUSED)
        given = PartA.objects.given_by(self.partner)
        return self._meet(form, given, template, done)

    def _meet(
        self, form: PartAForm, given: PartA, template: str, done: Done
    ) -> HttpResponse:
        """Save beside what a colleague changed; show both where it is the same."""
        met = self.form(form.met(given))
        if not met.is_valid():
            return self.show(met, template=template, status=REFUSED)
        if form.collides_with(given):
            return self._show_both(met, given, template)
        try:
            return done(form, self._write(met), form.theirs(given))
        except StaleVersion as stale:
            return self._meet(form, stale.current, template, done)
        except Refused as refused:
            met.add_error(None, str(refused))
            return self.show(met, template=template, status=REFUSED)

    def _show_both(self, met: PartAForm, given: PartA, template: str) -> HttpResponse:
        """Show what stands now beside what was typed; neither is lost."""
        differences = part_a_differences(given, met.cleaned_data)
        both = {"differences": differences, "current_version": given.version}
        return self.show(met, template=template, status=STALE, **both)

    def _write(self, form: PartAForm) -> PartA:
        return state_part_a(
            partnership=self.partner,
            entry=form.entry(),
            version=form.cleaned_data["version"],
            by=person(self.request),
        )


@require_http_methods(["GET", "HEAD", "POST"])
def part_a(request: HttpRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """Show Part A of a partner; on POST save it and go back to the partners."""
    sheet = _sheet(request, public_id, number)
    if request.method == "POST":
        return sheet.save("part_a", partial(_go_back, sheet))
    given = PartA.objects.given_by(sheet.partner)
    return sheet.show(sheet.form(initial=part_a_values(given)))


@require_POST
def part_a_fragment(
    request: HttpRequest, public_id: uuid.UUID, number: int
) -> HttpResponse:
    """Save what was typed and answer with the line that says so."""
    sheet = _sheet(request, public_id, number)
    return sheet.save("_refused", partial(_saved, sheet))


def _sheet(request: HttpRequest, public_id: uuid.UUID, number: int) -> PartASheet:
    """Return what an act is about; a partner that was removed has no Part A."""
    partner = get_partnership(person(request), public_id, number)
    if partner.removed_at is not None:
        raise Http404
    proposal = get_proposal(person(request), public_id)
    return PartASheet(request, proposal, partner)


def _saved(
    sheet: PartASheet, form: PartAForm, given: PartA, theirs: frozenset[str]
) -> HttpResponse:
    """Say what was saved, and what a colleague changed that the page does not show."""
    context = {
        "saved_at": timezone.localtime(),
        "version": given.version - bool(theirs),
        "seen": form.seen_now(),
        "theirs": part_a_words(theirs),
        "public_id": sheet.proposal.alliance.public_id,
        "number": sheet.partner.number,
    }
    return render(sheet.request, "proposals/part_a/_saved.html", context)


def _go_back(
    sheet: PartASheet, _form: PartAForm, _given: PartA, theirs: frozenset[str]
) -> HttpResponse:
    """Say what was saved, and what a colleague changed, where partners are listed."""
    partner = sheet.partner
    sentences = [_("Part A of %(name)s saved.") % {"name": partner.label}]
    if theirs:
        words = _("A colleague changed meanwhile: %(theirs)s.")
        sentences.append(words % {"theirs": part_a_words(theirs)})
    messages.success(sheet.request, " ".join(sentences))
    public_id = sheet.proposal.alliance.public_id
    return redirect(partner_url(public_id, partner.number))
