"""A line of the check list as it is drawn: escaped, with what it is about."""

from typing import Any

from proposals.selectors.standing.verdicts import Verdict
from proposals.selectors.submissions.submission_checks import MOST_OPEN, Check, Point
from proposals.templatetags.check_lines import check_line

POINT = Point("One <thing>", "/there/?a=1&b=2")


def _drawn(*, is_closed: bool = False, **stated: Any) -> str:
    check = Check(Verdict("met", "Met & done"), "A & B", **stated)
    line = check_line(check, "/here/", "Read", is_closed=is_closed)
    return " ".join(line.split())


def test_title_verdict_and_link_are_escaped_once():
    text = _drawn()

    assert '<b><span class="vh">Met &amp; done: </span>A &amp; B</b>' in text
    link = '<a class="small" href="/here/">Read<span class="vh">: A &amp; B</span></a>'
    assert text.endswith(f"{link} </li>")


def test_details_names_and_points_are_escaped_once():
    text = _drawn(details=("a < b",), names=("c > d",), points=(POINT,))

    assert "<span>a &lt; b</span>" in text
    assert '<ul class="names"><li>c &gt; d</li></ul>' in text
    assert (
        '<ul class="points"><li><a href="/there/?a=1&amp;b=2">One &lt;thing&gt;</a>'
        "</li></ul>"
    ) in text


def test_points_beyond_those_shown_open_on_request():
    text = _drawn(points=(POINT,) * (MOST_OPEN + 2))

    assert (
        '<details class="small"><summary>and 2 more<span class="vh">: A &amp; B</span>'
        '</summary><ul class="points"><li>'
    ) in text


def test_closed_draft_tells_no_details_beside_names():
    assert "<span>why</span>" not in _drawn(
        details=("why",), names=("who",), is_closed=True
    )


def test_closed_draft_tells_details_that_stand_alone():
    assert "<span>why</span>" in _drawn(details=("why",), is_closed=True)
