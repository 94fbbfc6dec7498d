"""How downloads are called: in one folder lie those of several alliances."""

from django.utils.text import slugify

from alliances.models import Alliance


def file_name_of(alliance: Alliance, what: str) -> str:
    """Put the acronym in front: "railwright-answers.docx"."""
    return f"{slugify(alliance.acronym) or 'alliance'}-{what}"
