"""Answers as a Markdown file: a heading names the question, the text follows.

    # needs
    # organisation-role 3
    # instrument-eqf used

A number is the partner who is asked, a word the use of an instrument. Lines of one
paragraph are one line of the answer, paragraphs stay apart by an empty line.
"""

import re
from collections.abc import Mapping

from proposals.enums import Use
from proposals.files.counting import composed
from proposals.files.proposal_file import Part, Place, Values

HEADING = re.compile(
    r"^# (?P<question>[-a-z0-9]+)(?: (?P<partner>\d+))?(?: (?P<use>[a-z_]+))?$",
    re.MULTILINE,
)


def parse_marked_answers(text: str) -> Mapping[Place, Values]:
    """Return the answers by their place; a later one at the same place wins."""
    headings = list(HEADING.finditer(text))
    ends = [*(each.start() for each in headings[1:]), len(text)]
    return {
        _place(each): {
            "text": _paragraphs(text[each.end() : end]),
            "use": Use(each["use"] or "").value,
        }
        for each, end in zip(headings, ends, strict=False)
    }


def _place(heading: re.Match[str]) -> Place:
    partner = heading["partner"]
    at = (heading["question"], *([int(partner)] if partner else []))
    return Place(Part.ANSWERS, at)


def _paragraphs(text: str) -> str:
    parts = re.split(r"\n\s*\n", composed(text).strip())
    return "\n\n".join(" ".join(each.split()) for each in parts)
