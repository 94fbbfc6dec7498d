"""Rows of the work plan as they are typed: shown, saved, refused, beside theirs."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from proposals.errors import Refused, StaleVersion
from proposals.files.form import SectionKind
from proposals.forms.late_texts import LateForm, said_in
from proposals.forms.numbers import number_in
from proposals.forms.work_plan import PlanForm
from proposals.models import LateText, Proposal
from proposals.selectors.plan.work_plan import PlanFrame, plan_frame
from proposals.services.plan_rows import PlanRow
from proposals.views.people import person, received_at
from proposals.views.slips import REFUSED, STALE, removed_words


@dataclass(frozen=True, slots=True)
class Saving:
    """How one form is made from what was sent, written, and shown where it is not."""

    form_of: Callable[..., PlanForm]
    write: Callable[..., PlanRow]
    show: Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """One act on the work plan of a draft: who asks, and where they go on."""

    request: HttpRequest
    proposal: Proposal
    package: int | None = None
    """Number of the work package the page is about; None for the whole plan."""
    kind: ClassVar[SectionKind] = SectionKind.WORK_PLAN
    folder: ClassVar[str] = "work_plan"
    """Where its templates are."""

    @property
    def public_id(self) -> uuid.UUID:
        """Of the alliance, for addresses."""
        return self.proposal.alliance.public_id

    def frame(self) -> PlanFrame:
        """Return what stands around the page; 404 where that is not asked."""
        reader, now = person(self.request), received_at(self.request)
        frame = plan_frame(self.proposal, reader, now=now, kind=self.kind)
        if frame is None:
            raise Http404
        return frame

    def around(self) -> dict[str, Any]:
        """Return what a page needs that is about nothing yet stored."""
        return {"frame": self.frame()}

    def show(
        self,
        template: str,
        about: Callable[[], dict[str, Any]],
        form: PlanForm | None = None,
        *,
        status: int = 200,
        **more: Any,  # noqa: ANN401  # what a conflict adds to the page
    ) -> HttpResponse:
        """Render a page with the form as it stands."""
        name = f"proposals/{self.folder}/{template}.html"
        context = {**about(), "form": form, **more}
        return render(self.request, name, context, status=status)

    def answer(
        self,
        form_of: Callable[..., PlanForm],
        write: Callable[..., PlanRow],
        show: Callable[..., HttpResponse],
        *,
        initial: dict[str, Any],
    ) -> HttpResponse:
        """Show a form, or write what it states and lead back to where it stands."""
        if self.request.method != "POST":
            return show(form_of(initial=initial))
        form = form_of(self.request.POST)
        if not form.is_valid():
            return show(form, status=REFUSED)
        return self._save(form, Saving(form_of, write, show))

    def _save(self, form: PlanForm, saving: Saving) -> HttpResponse:
        """Write what a form states; a refusal shows it again, with the reason."""
        by = person(self.request)
        try:
            row = saving.write(entry=form.entry(), by=by, **form.guard())
        except StaleVersion as stale:
            return self._meet(form, stale.current, saving)
        except Refused as refused:
            form.refuse(refused)
            return saving.show(form, status=REFUSED)
        said = _("%(label)s saved.") % {"label": row.label}
        return self.go_on(said, f"#{row.label.lower()}")

    def _meet(self, form: PlanForm, current: PlanRow, saving: Saving) -> HttpResponse:
        """Write over a colleague's changes in other fields; show those in the same."""
        if current.removed_at is not None:
            return self.gone(current)
        met, differences = saving.form_of(form.met(current)), form.differences(current)
        if met.is_valid() and not differences:
            return self._save(met, saving)
        conflict = {"differences": differences, "current_version": current.version}
        return saving.show(met, status=STALE, **conflict)

    def gone(self, row: PlanRow) -> HttpResponse:
        """Say that a colleague removed what was typed into; it can be put back.

        What was sent is shown, so that it is not lost without script.
        """
        messages.warning(self.request, removed_words(row.label))
        back = self.go_on("", "?removed=1#removed")
        typed = self._typed()
        if not typed:
            return back
        context = {"frame": self.frame(), "typed": typed[0], "back": back.url}
        name = "proposals/work_plan/gone.html"
        return render(self.request, name, context, status=STALE)

    def _typed(self) -> tuple[LateForm, ...]:
        """Return what this request sent, in words; no page holds it any more."""
        sent = {name: self.request.POST.getlist(name) for name in self.request.POST}
        by, place = person(self.request), self.request.path
        row = LateText(proposal=self.proposal, person=by, place=place, typed=sent)
        return said_in(self.proposal, [row] if sent else [])

    def act(
        self, write: Callable[..., PlanRow], *, is_removal: bool = False
    ) -> HttpResponse:
        """Remove or put back a row, and lead to where that can be undone."""
        try:
            row = write(by=person(self.request))
        except Refused as refused:
            messages.error(self.request, str(refused))
            return self.go_on("", "")
        if not is_removal:
            words = _("%(label)s is back.")
            return self.go_on(words % {"label": row.label}, f"#{row.label.lower()}")
        words = _("%(label)s removed. It can be put back below.")
        return self.go_on(words % {"label": row.label}, "?removed=1#removed")

    def go_on(self, said: str, place: str) -> HttpResponseRedirect:
        """Lead to the work package, or to the plan, at a place in it."""
        if said:
            messages.success(self.request, said)
        url = reverse("work-plan", args=[self.public_id])
        if self.package is not None:
            url = reverse("work-package", args=[self.public_id, self.package])
        return redirect(url + place)

    def version(self) -> int:
        """Return the version that a button was pressed over."""
        return number_in(self.request.POST.get("version", "")) or 0
