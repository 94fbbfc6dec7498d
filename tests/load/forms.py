"""What a generator reads in a page: its hidden fields, and who is waited for."""

import json
import re
from html import unescape

INPUT = re.compile(r"<input\b[^>]*>")
ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
WAITING = 'name="accepts_pending"'


def hidden_values(page: str) -> dict[str, str]:
    """Return the hidden fields of a page, or what an answer to a script says."""
    if page.startswith("{"):
        return {name: str(value) for name, value in json.loads(page).items()}
    found: dict[str, str] = {}
    for tag in INPUT.findall(page):
        attributes = dict(ATTRIBUTE.findall(tag))
        if attributes.get("type") == "hidden" and attributes.get("name"):
            found[attributes["name"]] = unescape(attributes.get("value", ""))
    found.pop("csrfmiddlewaretoken", None)
    return found


def is_waiting_for_partners(page: str) -> bool:
    """Say whether a check list asks to go without partners that have not confirmed."""
    return WAITING in page
