"""Parts of a page that say the same to everybody, drawn once for each language."""

from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def drawn_once(name: str, **given: Any) -> SafeString:  # noqa: ANN401  # whatever a template takes
    """Draw a template as an include with `only` does, once for each set of inputs.

    It knows neither request nor person, so it cannot show one person's to another. Its
    inputs are of a few that are the same in every process: never a text somebody wrote.
    """
    draw = _drawn.__wrapped__ if settings.DEBUG else _drawn
    return draw(name, get_language(), get_script_prefix(), tuple(given.items()))


@lru_cache(maxsize=256)
def _drawn(
    name: str,
    _language: str | None,
    _prefix: str,
    given: tuple[tuple[str, Any], ...],
) -> SafeString:
    return SafeString(render_to_string(name, dict(given)).strip())
