"""Rows of a plan that are drawn at once say what was typed, and nothing else."""

import uuid

from proposals.enums import WorkPackageKind
from proposals.selectors.plan.effort import MatrixCell
from proposals.selectors.plan.work_plan_rows import Lead, PackageRow, PartRow
from proposals.templatetags.plan_rows import effort_cells, led_by, part_rows

LEAD = Lead(2, "P2", "Smith & <b>Sons</b>", "left")
PART = PartRow(
    sort="results",
    number=3,
    label="R1.3",
    title="<script>",
    start=None,
    end=6,
    months="M6",
    detail="Report & more",
    lead=None,
    version=1,
)
PACKAGE = PackageRow(
    key=1,
    number=1,
    label="WP1",
    kind=WorkPackageKind.PREP,
    title="Begin",
    description="",
    start=1,
    end=6,
    months="M1–M6",
    lead=None,
    tasks=(),
    results=(PART,),
    milestones=(),
    version=1,
)


def test_part_is_escaped_and_leads_to_its_page():
    alliance = uuid.UUID(int=1)

    drawn = part_rows(PACKAGE, alliance)

    assert " ".join(drawn.split()) == (
        '<tr class="plan__part" id="r1.3"> <td class="p quiet">R1.3</td>'
        f' <th scope="row"><a class="org" href="/alliances/{alliance}/form/'
        'work-plan/packages/1/results/3/">&lt;script&gt;</a>'
        ' <span class="quiet">Report &amp; more</span></th>'
        ' <td class="plan__kind quiet">result</td>'
        ' <td class="plan__lead plan__none"></td>'
        ' <td class="num nowrap quiet">M6</td> </tr>'
    )


def test_who_leads_is_escaped_with_what_is_wrong():
    assert led_by(LEAD) == (
        '<span class="p">P2</span> Smith &amp; &lt;b&gt;Sons&lt;/b&gt;'
        ' <b class="word--unknown">left</b>'
    )


def test_nobody_leads_in_no_words():
    assert led_by(None) == ""


def test_days_that_a_lead_lacks_are_marked():
    cells = [
        MatrixCell("WP1", "12.5"),
        MatrixCell("WP2", "", is_odd=True),
        MatrixCell("WP3", ""),
    ]

    assert effort_cells(cells) == (
        '<td class="num" data-label="WP1">12.5</td>'
        '<td class="num odd" data-label="WP2">0</td><td class="num" data-label="WP3">'
        '<span class="zero" aria-hidden="true">–</span><span class="vh">0</span></td>'
    )
