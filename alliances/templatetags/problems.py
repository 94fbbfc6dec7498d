"""What is wrong with a file, as a page lists it."""

from collections.abc import Iterable

from django import template

from alliances.files import problems as files
from alliances.files.problems import Problem

register = template.Library()


@register.filter
def said_once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Say a long list of choices in the first row that asks for it."""
    return files.said_once(problems)
