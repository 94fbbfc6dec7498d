"""Rows to be checked that are drawn at once say what was typed, and nothing else."""

import dataclasses

from proposals.completeness import Destination, Place
from proposals.selectors.submissions.check_rows import CheckRow
from proposals.templatetags.recap import recap_rows

BARE = CheckRow(
    key="need-2",
    title="Needs & <i>",
    to=Destination(Place.FACT, ("title",)),
    missing="Not answered.",
)
FULL = dataclasses.replace(
    BARE,
    who="P2 <b>",
    text="<script>",
    details=("a<", "b"),
    missing="",
    said="Saved by <me>",
    is_changed=True,
)


def test_row_that_may_not_be_changed_has_no_way():
    drawn = recap_rows([(BARE, "/there/")], may_edit=False)

    assert " ".join(drawn.split()) == (
        '<li id="row-need-2" tabindex="-1">'
        ' <div class="recap__what"><b>Needs &amp; &lt;i&gt;</b></div>'
        ' <div class="recap__text"><p class="quiet">Not answered.</p></div> </li>'
    )


def test_row_is_escaped_and_leads_to_where_it_is_changed():
    drawn = recap_rows([(FULL, "/there/?a=1&b=2")], may_edit=True)

    assert " ".join(drawn.split()) == (
        '<li id="row-need-2" tabindex="-1">'
        ' <div class="recap__what"><b>Needs &amp; &lt;i&gt;</b>'
        '<span class="recap__changed">Changed since the submission</span>'
        '<span class="quiet">Saved by &lt;me&gt;</span></div>'
        ' <a class="small recap__change" href="/there/?a=1&amp;b=2">Change'
        '<span class="vh">: Needs &amp; &lt;i&gt;, P2 &lt;b&gt;</span></a>'
        ' <div class="recap__text"><p>a&lt;, b</p>'
        '<p class="folded__text">&lt;script&gt;</p></div> </li>'
    )
