"""Lists of partners: uploaded, looked at as long as it takes, imported once."""

import uuid
from collections.abc import Mapping
from functools import partial
from typing import TypedDict
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from alliances.files.consortium import FileRefused
from alliances.files.partner_template import TYPES, template_file
from alliances.files.table_sheets import guessed
from alliances.views.uploads import is_too_large, limited_uploads
from proposals.access import get_proposal, get_sheet
from proposals.errors import Refused
from proposals.forms.sheets import MappingForm, mapping_from
from proposals.forms.start import FileForm, ListForm
from proposals.models import PartnerSheet, Proposal
from proposals.policies import can_edit
from proposals.selectors.drafts.masthead import masthead_of
from proposals.selectors.drafts.start import kind_options
from proposals.selectors.files.destinations import Destination, destination_of
from proposals.selectors.files.sheets import (
    ListPreview,
    list_preview,
    sheet_of,
)
from proposals.services.sheets import import_sheet, keep_sheet
from proposals.views.people import person, received_at

REFUSED, STALE = 422, 409
FORM_METHODS = ["GET", "HEAD", "POST"]


@limited_uploads
@require_http_methods(FORM_METHODS)
def partner_import(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take a list for an alliance there is; it is looked at on the next page."""
    proposal = get_proposal(person(request), public_id)
    form = ListForm()
    if request.method == "POST":
        form = ListForm(request.POST, request.FILES, is_too_large=is_too_large(request))
        if form.is_valid():
            return redirect_to_preview(request, form, target=proposal)
    return _ask(request, proposal, form)


def _ask(request: HttpRequest, proposal: Proposal, form: ListForm) -> HttpResponse:
    context = {
        "form": form,
        "masthead": _masthead(request, proposal),
        "may_edit": can_edit(person(request), proposal),
    }
    status = REFUSED if form.is_bound else None
    return render(request, "proposals/start/list.html", context, status=status)


def redirect_to_preview(
    request: HttpRequest,
    form: FileForm,
    *,
    target: Proposal | None = None,
    stated: dict[str, str] | None = None,
) -> HttpResponse:
    """Keep the list of a valid form and show what it would do."""
    kept = keep_sheet(
        file_name=form.cleaned_data["file"].name,
        content=form.cleaned_data["content"],
        stated=stated or {},
        target=target,
        by=person(request),
    )
    return redirect("partner-sheet", kept.public_id)


@never_cache
@require_http_methods(FORM_METHODS)
def partner_sheet(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show what a list would do; POST imports it, once."""
    kept = get_sheet(person(request), public_id)
    if kept.imported_into is not None:
        return _to_partners(kept.imported_into)
    if request.method != "POST":
        return _show(request, kept)
    look = _look_at(kept, request.POST)
    if "again" in request.POST:
        return redirect(f"{request.path}?{urlencode(look['form'].chosen())}")
    if request.POST.get("shown") not in {None, look["form"].shown()}:
        return _show(request, kept, _("You changed how the list is read. Look again."))
    return _import(request, kept, look)


def _import(request: HttpRequest, kept: PartnerSheet, look: "Look") -> HttpResponse:
    page, to = look["page"], look["destination"]
    takes_rest = request.POST.get("only") == "sound" and page.may_import_rest
    if not (page.is_sound or takes_rest):
        return _show(request, kept, _("Some rows cannot be imported yet."))
    write = partial(import_sheet, sheet=kept, stated=to.stated, by=person(request))
    try:
        draft = write(partners=page.partners)
    except (Refused, FileRefused) as refused:
        return _show(request, kept, str(refused), STALE)
    messages.success(request, _imported_words(len(page.partners)))
    return _to_partners(draft)


def _show(
    request: HttpRequest, kept: PartnerSheet, refusal: str = "", status: int = REFUSED
) -> HttpResponse:
    context = {
        **_look_at(kept, request.POST or request.GET),
        "masthead": _masthead(request, kept.target) if kept.target else None,
        "refusal": refusal,
    }
    answer = status if refusal else None
    return render(request, "proposals/start/preview.html", context, status=answer)


class Look(TypedDict):
    """What the page says of a list under what was chosen."""

    page: ListPreview
    form: MappingForm
    destination: Destination
    guess: str
    """Which code page was guessed, in a sentence; empty where the file says it."""


def _look_at(kept: PartnerSheet, chosen: Mapping[str, str]) -> Look:
    sheet, to = sheet_of(kept), destination_of(kept, chosen)
    mapping = mapping_from(chosen, sheet)
    kinds = kind_options() if to.is_new else []
    return {
        "page": list_preview(kept, sheet, mapping, to),
        "form": MappingForm(sheet, mapping, to, kinds=kinds),
        "destination": to,
        "guess": guessed(sheet.guess) if sheet.guess else "",
    }


@require_safe
def partner_template(_request: HttpRequest, suffix: str) -> HttpResponse:
    """Send an empty list with our headings and one example row."""
    answer = HttpResponse(template_file(suffix), content_type=TYPES[suffix])
    answer["Content-Disposition"] = f'attachment; filename="partners.{suffix}"'
    return answer


def _masthead(request: HttpRequest, proposal: Proposal) -> object:
    return masthead_of(proposal, now=received_at(request))


def _to_partners(draft: Proposal) -> HttpResponse:
    """Lead to the top of the workspace, where the message stands."""
    return redirect("workspace", draft.alliance.public_id)


def _imported_words(number: int) -> str:
    words = ngettext(
        "%(number)d partner imported.", "%(number)d partners imported.", number
    )
    return words % {"number": number}
