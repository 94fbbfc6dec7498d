"""The rows of a consortium's partners, drawn at once: a page has fifty.

What few of them have, an answer to look at, is a template.
"""

from dataclasses import dataclass, field

from django import template
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from proposals.policies import Decision
from proposals.selectors.asking.answers import Answer
from proposals.selectors.asking.stages import Stage
from proposals.selectors.consortium.composition import (
    Composition,
    PartnerRow,
    RoleGroup,
)
from proposals.selectors.mandates.signing_states import SigningState
from proposals.templatetags.hyphens import parted
from proposals.templatetags.partner_rows import escape
from proposals.templatetags.shapes import shaped

register = template.Library()


@dataclass(frozen=True, slots=True)
class _Page:
    """What the rows of a page have in common."""

    context: Context
    part: Composition
    may_edit: Decision
    words: dict[str, str]
    answers: dict[tuple[Stage, str, str], str] = field(default_factory=dict)
    """Those that were drawn: many rows say the same."""


@register.simple_tag(takes_context=True)
def composition_rows(
    context: Context, part: Composition, may_edit: Decision
) -> SafeString:
    """Draw the partners of a part, one role after the other."""
    page = _Page(context, part, may_edit, _words(context, part))
    return mark_safe("".join(_group(each, page) for each in part.groups))  # noqa: S308  # each part is escaped below


def _words(context: Context, part: Composition) -> dict[str, str]:
    return {
        "partners": escape(f"{reverse('workspace', args=[part.public_id])}partners/"),
        "invitations": escape(reverse("partner-invitations", args=[part.public_id])),
        "icons": escape(static("images/icons.svg")),
        "token": CsrfTokenNode().render(context),
        "twins": escape(reverse("partner-twins", args=[part.public_id])),
        "counted once": _('Counted once with <a href="%(place)s">%(twin)s</a>.'),
        "asked": _('Same organisation as <a href="%(place)s">%(twin)s</a>?'),
        "why": escape(_("Why")),
        "answer": escape(_("Answer")),
        "remove": escape(_("Remove %(label)s")),
        "remove by name": escape(_("Remove %(label)s %(name)s")),
    }


def _group(group: RoleGroup, page: _Page) -> str:
    return f"""<tbody>
<tr class="group"><th scope="rowgroup" colspan="{6 if page.may_edit else 5}">\
{escape(group.title)}{shaped(group.note, ' <span class="quiet">{}</span>')}</th></tr>
{"".join(_row(each, page) for each in group.rows)}</tbody>
"""


def _row(row: PartnerRow, page: _Page) -> str:
    look = row.answer.look
    return f"""<tr id="p{row.number}"{' class="is-new"' if row.is_new else ""}\
{" data-more" if look else ""}>
<td class="p">{escape(row.label)}</td>
<th scope="row" class="name">\
<a href="{page.words["partners"]}{row.number}/" data-opens="partner-form"\
{" autofocus" if row.is_new else ""}>{escape(row.name)}</a>\
{_twin(row, page) if row.twin else ""}</th>
<td class="cc"><abbr class="code" title="{escape(row.country)}">\
{escape(row.code)}</abbr></td>
<td class="type {"type--open" if row.is_type_open else "quiet"}">\
{escape(parted(row.type))}</td>
{_answer(row.answer, page)}\
{shaped(row.part, ' <span class="small quiet">{}</span>')}{_ask(row, page)}\
{_signing(row.signing, page) if row.signing else ""}</td>
{_removal(row, page) if page.may_edit else ""}</tr>
{_more(row, page) if look else ""}"""


def _twin(row: PartnerRow, page: _Page) -> str:
    """Ask, or say, whether an earlier row is the same organisation."""
    said, act = ("counted once", "why") if row.is_counted_once else ("asked", "answer")
    twin = {"place": escape(row.twin_url), "twin": escape(row.twin)}
    return f""" <span class="twin">{page.words[said] % twin} \
<a href="{page.words["twins"]}#pair-{row.number}">{page.words[act]}\
<span class="vh"> {escape(row.label)}</span></a></span>"""


def _answer(answer: Answer, page: _Page) -> str:
    """Begin the cell that says how far an answer has come."""
    key = (answer.stage, answer.when, answer.why)
    if key not in page.answers:
        page.answers[key] = f"""\
<td class="status{" status--act" if answer.needs_act else ""}">\
<span class="answer{" answer--act" if answer.needs_act else ""}">\
<svg class="icon icon--{answer.mark}" aria-hidden="true" width="16" height="16">\
<use href="{page.words["icons"]}#{answer.mark}"/></svg> <span>{escape(answer.word)}\
{shaped(answer.note, '<span class="vh">, {}</span>')}\
{shaped(answer.when, ' <span class="answer__when">{}</span>')}\
{shaped(answer.why, ' <span class="answer__why">{}</span>')}</span></span>"""
    return page.answers[key]


def _ask(row: PartnerRow, page: _Page) -> str:
    if not page.may_edit or not (act := row.answer.act):
        return ""
    return f""" <a class="answer__ask" \
href="{page.words["invitations"]}#id_email-{row.number}">\
{escape(act)}<span class="vh"> {escape(row.label)}</span></a>"""


def _signing(state: SigningState, page: _Page) -> str:
    words = escape(state.words)
    if state.kind is None:
        return f' <span class="signing small"><span class="quiet">{words}</span></span>'
    look = f"word--{state.mark}" if state.mark else "quiet"
    return f""" <span class="signing small"><a class="{look}" \
href="{page.words["partners"]}{state.number}/document/">{words}\
<span class="vh"> P{state.number}</span></a></span>"""


def _removal(row: PartnerRow, page: _Page) -> str:
    own = {"label": escape(row.label), "name": escape(row.name)}
    remove = f"{page.words['partners']}{row.number}/remove/"
    return f"""<td class="act">
<form method="post" action="{remove}" hx-post="{remove}fragment/" \
hx-target="#composition" hx-swap="outerHTML" hx-disabled-elt="find button">
{page.words["token"]}<input type="hidden" name="version" value="{row.version}">
<button class="remove" title="{page.words["remove"] % own}">\
<svg class="icon" aria-hidden="true" width="16" height="16">\
<use href="{page.words["icons"]}#remove"/></svg>\
<span class="vh">{page.words["remove by name"] % own}</span></button>
</form>
</td>
"""


def _more(row: PartnerRow, page: _Page) -> str:
    """Draw what few rows have below them."""
    given = {
        "row": row,
        "public_id": page.part.public_id,
        "may_edit": page.may_edit,
        "csrf_token": page.context.get("csrf_token"),
    }
    return render_to_string("proposals/workspace/_partner_more.html", given)
