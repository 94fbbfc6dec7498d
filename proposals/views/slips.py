"""The partner form as it is answered: in its slot of the workspace, or as a page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import reswap, retarget, trigger_client_event

from alliances.models import Partnership
from alliances.selectors.register_names import names_wait_words
from proposals.access import get_proposal
from proposals.errors import Refused, StaleVersion
from proposals.forms.partners import (
    PartnerForm,
    PresentPartnerForm,
    suggested_values,
    typed_values,
)
from proposals.models import Proposal
from proposals.policies import can_edit
from proposals.selectors.asking.asked_changes import open_changes
from proposals.selectors.consortium.partner_parts import Wanted, partner_url
from proposals.selectors.consortium.partners import PartnerChoices, partner_choices
from proposals.selectors.consortium.suggestions import suggestions_for
from proposals.selectors.consortium.twins import twin_sentences
from proposals.selectors.drafts.masthead import masthead_of
from proposals.selectors.form.conflicts import partner_differences
from proposals.selectors.standing.newcomers import still_asked
from proposals.views.people import person, received_at
from proposals.views.workspace import workspace_context

CHANGED = "composition-changed"
"""The event after which the panel asks for the verdict again."""
NEXT = "another-partner"
"""The event after which the drawer asks for an empty form."""
ANOTHER = "another"
REFUSED, STALE = 422, 409


def removed_words(label: str) -> str:
    """Say that what a form was about is there no more, and how it can be saved."""
    words = _("A colleague removed %(label)s meanwhile. Put it back to change it.")
    return words % {"label": label}


@dataclass(frozen=True, slots=True)
class Saving:
    """How a form that was sent is made, also once more, and what writes it."""

    form_of: Callable[..., PartnerForm]
    write: Callable[..., Partnership]


@dataclass(frozen=True, slots=True)
class Slip:
    """One act on the composition: who asks, on which draft, with script or without.

    `number` is that of the partner it is about, None for a new one.
    """

    request: HttpRequest
    proposal: Proposal
    is_fragment: bool
    number: int | None = None
    wanted: str = ""
    """Whom the link to the form of a new one asks for, in a sentence."""

    def choices(
        self, *, but: Partnership | None = None, first: str = ""
    ) -> PartnerChoices:
        """Return what the form offers now."""
        now = received_at(self.request)
        return partner_choices(self.proposal, now=now, but=but, first=first)

    def show(
        self,
        form: PartnerForm,
        *,
        status: int = 200,
        **more: Any,  # noqa: ANN401  # what a conflict adds to the page
    ) -> HttpResponse:
        """Show the form with what was typed."""
        context = {**self._about(form), "form": form, **more}
        answer = self._render("_partner_form", "partner", context, status)
        if self.is_fragment and self.request.method == "POST":
            return reswap(retarget(answer, "#partner-form"), "innerHTML")
        return answer

    def answer(
        self, form: Callable[..., PartnerForm], write: Callable[..., Partnership]
    ) -> HttpResponse:
        """Do what was pressed: look up, choose what was found, or save."""
        pressed = self.request.POST
        if not pressed.keys() & {"look_up", "choose"}:
            return self._save(form(pressed), Saving(form, write))
        typed = typed_values(pressed)
        found = suggestions_for(
            self.proposal, person(self.request), typed.get("name", ""), but=self.number
        )
        for each in found:
            if each.key == pressed.get("choose"):
                return self.show(form(initial=typed | suggested_values(each)))
        waiting = "" if found else names_wait_words()
        return self.show(form(initial=typed), suggestions=found, names_wait=waiting)

    def _save(self, form: PartnerForm, saving: Saving) -> HttpResponse:
        """Write what a form states; a refusal shows it again, with the reason."""
        if not form.is_valid():
            return self.show(form, status=REFUSED)
        try:
            partnership = saving.write(entry=form.entry(), **form.guard())
        except StaleVersion as stale:
            return self._meet(form, stale.current, saving)
        except Refused as refused:
            form.add_error(refused.field, str(refused))
            return self.show(form, status=REFUSED)
        if self.request.POST.get("then") == ANOTHER:
            return self.go_on(partnership)
        return self.done(partnership.number)

    def go_on(self, added: Partnership) -> HttpResponse:
        """Offer the form again after a partner was added, and say which one was.

        Whom the link that led here asks for besides is still wanted.
        """
        left = still_asked(self.proposal, self.request.GET, added)
        query = f"after={added.number}" + (f"&{left}" if left else "")
        if self.is_fragment:
            answer = self._composition("page", focus=added.number)
            about = {"query": query}
            return trigger_client_event(answer, NEXT, about, after="settle")
        address = reverse("partner-add", args=[self.proposal.alliance.public_id])
        return redirect(f"{address}?{query}")

    def _meet(
        self, form: PartnerForm, present: Partnership, saving: Saving
    ) -> HttpResponse:
        """Save beside what a colleague changed; show both where it is the same."""
        typed = cast("PresentPartnerForm", form)
        met = saving.form_of(typed.met(present))
        if not met.is_valid():
            return self.show(met, status=REFUSED)
        if present.removed_at is not None:
            met.add_error(None, removed_words(f"P{present.number}"))
            return self.show(met, status=STALE)
        if not typed.collides_with(present):
            return self._save(met, saving)
        differences = partner_differences(present, met.cleaned_data)
        return self.show(met, status=STALE, differences=differences)

    def _about(self, form: PartnerForm) -> dict[str, Any]:
        """Return what every showing of the form needs."""
        return {
            "masthead": masthead_of(self.proposal, now=received_at(self.request)),
            "public_id": self.proposal.alliance.public_id,
            "number": self.number,
            "wanted": self.wanted,
            "asks": self.request.GET.urlencode(),
            "may_edit": can_edit(person(self.request), self.proposal),
            "is_fragment": self.is_fragment,
            "suggestions": None,
            "asked": open_changes(self.proposal, self.number) if self.number else (),
            "twins": self._twins(form),
        }

    def _twins(self, form: PartnerForm) -> tuple[str, ...]:
        stated = {name: form[name].value() for name in ("name", "country", "pic")}
        return twin_sentences(
            self.proposal, stated, but=self.number, among=form.partners
        )

    def act(self, write: Callable[..., Partnership], focus: int | None) -> HttpResponse:
        """Do what needs no form; a refusal shows the composition as it is now."""
        try:
            write(by=person(self.request))
        except Refused as refused:
            return self._composition("page", status=STALE, refusal=str(refused))
        return self.done(focus)

    def done(self, focus: int | None) -> HttpResponse:
        """Answer with the new composition, or lead back to it."""
        if self.is_fragment:
            is_removed = self.request.method == "POST" and focus is None
            return self._composition("page", focus=focus, is_removed=is_removed)
        public_id = self.proposal.alliance.public_id
        if focus:
            return redirect(partner_url(public_id, focus))
        near = f"?partner={self.number}" if self.number else ""
        workspace = reverse("workspace", args=[public_id])
        return redirect(f"{workspace}{near}#partners")

    def _composition(
        self,
        page: str,
        *,
        status: int = 200,
        focus: int | None = None,
        **more: Any,  # noqa: ANN401  # what the page says besides
    ) -> HttpResponse:
        """Show the partners as they are stored now; the panel follows."""
        proposal = self.proposal
        if self.request.method == "POST":
            public_id = proposal.alliance.public_id
            proposal = get_proposal(person(self.request), public_id)
        context = workspace_context(self.request, proposal, self._part(focus)) | more
        answer = self._render("_composition", page, context, status)
        return trigger_client_event(answer, CHANGED)

    def _part(self, focus: int | None) -> Wanted | None:
        """Return the part with whom the act was about; None if it was about nobody."""
        number = focus or self.number
        return Wanted(partner=number, is_changed=bool(focus)) if number else None

    def _render(
        self, fragment: str, page: str, context: dict[str, Any], status: int
    ) -> HttpResponse:
        name = fragment if self.is_fragment else page
        template = f"proposals/workspace/{name}.html"
        return render(self.request, template, context, status=status)
