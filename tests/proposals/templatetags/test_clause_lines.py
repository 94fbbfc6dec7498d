"""A clause of the panel as it is drawn: escaped, with its remarks and its way out."""

import uuid
from typing import Any

import pytest

from proposals.selectors.standing.panel import ClauseLine
from proposals.selectors.standing.verdicts import Verdict
from proposals.templatetags.clause_lines import clause_lines

PLAIN: dict[str, Any] = {
    "id": "min-countries",
    "title": "Countries & <partners>",
    "figure": "3 of 8",
    "sentence": "",
    "detail": "",
    "is_open": False,
    "field": "",
    "remedy": "",
    "is_advice": False,
    "is_unverified": False,
}
OPEN: dict[str, Any] = {
    "is_open": True,
    "sentence": "Five <are> missing.",
    "remedy": "State & go",
}


def drawn(**stated):
    line = ClauseLine(verdict=Verdict("met", "Met"), **(PLAIN | stated))
    return " ".join(clause_lines([line], uuid.UUID(int=1)).split())


def test_title_and_sentence_are_escaped_once():
    text = drawn(**OPEN, field="id_sector")

    assert "Countries &amp; &lt;partners&gt;</a>" in text
    assert ">Five &lt;are&gt; missing.</span>" in text
    assert '#id_sector">State &amp; go</a>' in text
    assert "&amp;amp;" not in text


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ({"is_advice": True}, '<span class="quiet">advice</span>'),
        ({"is_unverified": True}, '<span class="vh">unverified</span>'),
        (OPEN, '<span class="clause__sentence">'),
        (OPEN, 'class="clause clause--open"'),
        ({**OPEN, "field": "id_sector"}, '<p class="clause__act">'),
    ],
)
def test_remark_stands_only_where_it_holds(stated, said):
    assert (said in drawn(), said in drawn(**stated)) == (False, True)


def test_clause_leads_to_its_page():
    assert 'eligibility/min-countries/" data-opens="explain"' in drawn()
