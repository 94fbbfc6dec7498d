"""Where it is written: sources beside what a form asks."""

from typing import Any

from django import template

from eligibility import messages
from eligibility.core import Confidence, Reference
from proposals.selectors.form.meanings import MEANINGS

register = template.Library()


@register.inclusion_tag("components/_where_written.html")
def where_written(reference: Reference | None) -> dict[str, Any]:
    """Show the source of a section of the form; nothing where it names none."""
    if reference is None:
        return {"source": ""}
    return {
        "source": messages.source_markup(reference),
        "quote": reference.quote or "",
        "is_found": reference.confidence is Confidence.FOUND,
    }


@register.inclusion_tag("components/_meanings.html")
def meanings(form: str) -> dict[str, Any]:
    """Show what the words of a form mean; `form` is a key of MEANINGS."""
    return {"meanings": MEANINGS[form]}
