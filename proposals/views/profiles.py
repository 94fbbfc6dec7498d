"""Occupational profiles: every page works without script."""

import uuid
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from proposals.access import get_profile, get_proposal
from proposals.files.form import SectionKind
from proposals.forms.profiles import ProfileForm
from proposals.forms.work_plan import row_values
from proposals.models import OccupationalProfile
from proposals.policies import can_edit
from proposals.selectors.form.application_forms import section_url
from proposals.selectors.form.profiles import profile_history
from proposals.services.profiles import (
    add_profile,
    change_profile,
    remove_profile,
    restore_profile,
)
from proposals.views.people import person
from proposals.views.plan_sheets import PlanSheet

FORM_METHODS = ["GET", "HEAD", "POST"]


@dataclass(frozen=True, slots=True)
class ProfileSheet(PlanSheet):
    """One act on the profiles of a draft."""

    kind: ClassVar[SectionKind] = SectionKind.PROFILES
    folder: ClassVar[str] = "profiles"

    def around(self) -> dict[str, Any]:
        """Return what stands around a page; 404 where no profiles are asked."""
        may_edit = can_edit(person(self.request), self.proposal)
        return {"frame": self.frame(), "may_edit": may_edit}

    def go_on(self, said: str, place: str) -> HttpResponseRedirect:
        """Lead to the section, at its profiles or at those that were removed."""
        if said:
            messages.success(self.request, said)
        url = section_url(self.proposal, SectionKind.PROFILES)
        return redirect(url + (place if place.startswith("?") else "#profiles"))


@require_http_methods(FORM_METHODS)
def profile_add(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    sheet = ProfileSheet(request, get_proposal(person(request), public_id))
    around = sheet.around()
    return sheet.answer(
        partial(ProfileForm, is_new=True),
        partial(add_profile, proposal=sheet.proposal),
        partial(sheet.show, "add", lambda: around),
        initial={},
    )


@never_cache
@require_http_methods(FORM_METHODS)
def profile(request: HttpRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """Show a profile with its history; on POST state it anew."""
    row, sheet = _row(request, public_id, number)
    if row.removed_at is not None:
        return sheet.gone(row)
    return sheet.answer(
        ProfileForm,
        partial(change_profile, profile=row),
        partial(sheet.show, "profile", partial(_about, sheet, row)),
        initial=row_values(row),
    )


@require_POST
def profile_remove(
    request: HttpRequest, public_id: uuid.UUID, number: int
) -> HttpResponse:
    row, sheet = _row(request, public_id, number)
    write = partial(remove_profile, profile=row, version=sheet.version())
    return sheet.act(write, is_removal=True)


@require_POST
def profile_restore(
    request: HttpRequest, public_id: uuid.UUID, number: int
) -> HttpResponse:
    row, sheet = _row(request, public_id, number)
    return sheet.act(partial(restore_profile, profile=row))


def _row(
    request: HttpRequest, public_id: uuid.UUID, number: int
) -> tuple[OccupationalProfile, ProfileSheet]:
    row = get_profile(person(request), public_id, number)
    return row, ProfileSheet(request, get_proposal(person(request), public_id))


def _about(sheet: ProfileSheet, row: OccupationalProfile) -> dict[str, Any]:
    history = profile_history(row)
    return {**sheet.around(), "profile": row, "history": history}
