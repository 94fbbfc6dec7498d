"""The form a draft is written with, parsed once per published version."""

from functools import lru_cache

from django.urls import reverse

from proposals.files.form import ApplicationForm, Section, SectionKind
from proposals.files.form_parser import parse_form
from proposals.models import FormVersion, Proposal


@lru_cache(maxsize=16)
def _parsed(key: int, sha256: str) -> ApplicationForm:  # noqa: ARG001  # the digest keeps apart what tests publish under one key
    """Return a published form; a row never changes, so its text is read once."""
    return parse_form(FormVersion.objects.get(pk=key).text)


def form_of(proposal: Proposal) -> ApplicationForm | None:
    """Return the form a draft pins; None where its call has none here."""
    form = proposal.form
    return None if form is None else _parsed(form.pk, form.sha256)


def form_sections(proposal: Proposal) -> tuple[Section, ...]:
    """Return the sections of a draft's Lot; none without a form."""
    form = form_of(proposal)
    return () if form is None else form.for_lot(proposal.alliance.lot.code)


def section_url(proposal: Proposal, kind: SectionKind) -> str:
    """Return the address of the section of a kind; empty where there is none."""
    for each in form_sections(proposal):
        if each.kind is kind:
            return reverse(
                "form-section", args=[proposal.alliance.public_id, each.code]
            )
    return ""
