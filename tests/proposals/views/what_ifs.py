"""What the tests of the what-if read on its pages."""

import re

from django.urls import reverse

FRAGMENT = "-fragment"


def address(draft, name="what-if", *more):
    """Return the address of a page of a draft."""
    return reverse(name, args=[draft.alliance.public_id, *more])


def main_of(answer):
    """Return the page's own part, blanks collapsed."""
    text = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", text)


def words_of(answer):
    """Return what a person reads in an answer."""
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", text)


def numbers(draft):
    """Return the numbers of the partners the draft has."""
    current = draft.alliance.partnerships.current()
    return list(current.values_list("number", flat=True))
