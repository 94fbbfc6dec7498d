"""Reference data: what is published, its tables, and a new one uploaded.

Where it is checked and published, drafts are concerned: that is in `proposals`.
"""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from alliances.access import get_edition, require_administrator
from alliances.enums import ReferenceTable
from alliances.files.partner_template import TYPES
from alliances.files.problems import FileRefused
from alliances.files.table_sheets import guess_words
from alliances.files.table_templates import EXAMPLES, table_template
from alliances.forms.reference import UploadForm
from alliances.models import ReferenceUpload, User
from alliances.selectors.editions import overview
from alliances.selectors.pages import (
    edition_page,
    table_file,
)
from alliances.selectors.shared_pages import shared_data
from alliances.services.shared_uploads import keep_shared_upload
from alliances.services.uploads import (
    keep_again,
    keep_upload,
)
from alliances.views.people import person
from alliances.views.refusals import keep_problems
from alliances.views.uploads import is_too_large, limited_uploads

REFUSED = 422


@require_safe
def overview_page(request: HttpRequest) -> HttpResponse:
    """Show what is published for each call, and what waits."""
    require_administrator(request.user)
    context = {"page": overview(), "shared": shared_data()}
    return render(request, "alliances/reference/overview.html", context)


@require_safe
def template(request: HttpRequest, table: str, suffix: str) -> HttpResponse:
    """Send the heading of a table with one example row, as CSV or XLSX."""
    require_administrator(request.user)
    if table not in EXAMPLES or suffix not in TYPES:
        raise Http404
    answer = HttpResponse(table_template(table, suffix), TYPES[suffix])
    answer["Content-Disposition"] = f'attachment; filename="{table}.{suffix}"'
    return answer


@limited_uploads
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take a table that can be read, or list everything that is wrong with it."""
    require_administrator(request.user)
    if request.method != "POST":
        return _ask_file(request, UploadForm(initial=request.GET.dict()))
    # The body is read by the first two; only then is it known how large it was.
    form = UploadForm(request.POST, request.FILES, is_too_large=is_too_large(request))
    kept = _kept(request, form) if form.is_valid() else None
    return (
        _ask_file(request, form) if kept is None else redirect("reference-check", kept)
    )


def _kept(request: HttpRequest, form: UploadForm) -> uuid.UUID | None:
    try:
        row = _keep(form, person(request))
    except FileRefused as refused:
        form.add_problems(refused)
        keep_problems(request, refused)
        return None
    if guess := guess_words(bytes(row.content)):
        messages.warning(request, guess)
    return row.public_id


def _keep(form: UploadForm, by: User) -> ReferenceUpload:
    given = {name: form.cleaned_data[name] for name in ("table", "call", "lot")}
    name, content = form.cleaned_data["file"].name, form.content()
    if form.is_shared:
        table = given["table"]
        return keep_shared_upload(table=table, file_name=name, content=content, by=by)
    return keep_upload(file_name=name, content=content, by=by, **given)


def _ask_file(request: HttpRequest, form: UploadForm) -> HttpResponse:
    status = REFUSED if form.is_bound else None
    template_name = "alliances/reference/upload.html"
    return render(request, template_name, {"form": form}, status=status)


@require_safe
def edition(request: HttpRequest, call: str, version: int) -> HttpResponse:
    """Show one published edition, and what it changed."""
    page = edition_page(get_edition(request.user, call, version))
    return render(request, "alliances/reference/edition.html", {"page": page})


@require_safe
def table(request: HttpRequest, call: str, version: int, table: str) -> HttpResponse:
    """Send a table of an edition, ready to be changed and uploaded again."""
    content = table_file(get_edition(request.user, call, version), table)
    if content is None:
        raise Http404
    name = f'attachment; filename="{table}-{call}-edition-{version}.csv"'
    kind = "text/csv; charset=utf-8"
    return HttpResponse(content, kind, headers={"Content-Disposition": name})


@require_POST
def again(request: HttpRequest, call: str, version: int, table: str) -> HttpResponse:
    """Take a table of an earlier edition as if it had been uploaded, to be checked."""
    earlier = get_edition(request.user, call, version)
    if table not in ReferenceTable.values:
        raise Http404
    try:
        row = keep_again(edition=earlier, table=table, by=person(request))
    except FileRefused as refused:
        messages.error(request, "\n".join(refused.lines()))
        return redirect("reference-edition", call, version)
    return redirect("reference-check", row.public_id)
