"""The sandbox as it is answered: as its part of the page, or as the whole page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from proposals.access import get_sandbox
from proposals.errors import Refused
from proposals.forms.what_if import forms_of
from proposals.models import Proposal
from proposals.selectors.consortium.partners import PartnerChoices, partner_choices
from proposals.selectors.standing.what_if import WhatIfPage, announcement, what_if_page
from proposals.views.people import person, received_at

REFUSED, STALE = 422, 409


@dataclass(frozen=True, slots=True)
class Desk:
    """One person's scenario of one draft: who asks, with script or without."""

    request: HttpRequest
    proposal: Proposal
    is_fragment: bool = False

    def page(self) -> WhatIfPage:
        """Return the scenario as it is stored now."""
        sandbox = get_sandbox(person(self.request), self.proposal)
        return what_if_page(self.proposal, sandbox, now=received_at(self.request))

    def choices(self) -> PartnerChoices:
        """Return what the forms offer for partners."""
        return partner_choices(self.proposal, now=received_at(self.request))

    def show(
        self,
        *,
        status: int | None = None,
        opened: int | None = None,
        names: Mapping[int, str] | None = None,
        **given: Any,  # noqa: ANN401  # a form that was refused, or why
    ) -> HttpResponse:
        """Show the scenario.

        `opened` is the partner whose form stands open, `names` are those typed for
        newcomers.
        """
        page = self.page()
        forms = forms_of(page, page.choices, opened=opened, names=names)
        said = {"announcement": announcement(page.what_if), "refused": None}
        context = {"page": page, "refusal": "", **said, **forms, **given}
        name = "_fragment" if self.is_fragment else "page"
        template = f"proposals/what_if/{name}.html"
        return render(self.request, template, context, status=status)

    def refuse(self, name: str, form: Form) -> HttpResponse:
        """Show a form again with what is wrong in it."""
        given: dict[str, Any] = {name: form, "refused": form}
        return self.show(status=REFUSED, **given)

    def act(self, act: Callable[..., object]) -> HttpResponse:
        """Imagine something; a refusal shows the scenario as it is now."""
        try:
            act(proposal=self.proposal, by=person(self.request))
        except Refused as refused:
            return self.show(status=STALE, refusal=str(refused))
        if self.is_fragment:
            return self.show()
        return redirect("what-if", self.proposal.alliance.public_id)
