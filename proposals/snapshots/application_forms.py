"""The form a draft is written with, parsed once per published version."""

from functools import lru_cache

from proposals.files.form import ApplicationForm
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
