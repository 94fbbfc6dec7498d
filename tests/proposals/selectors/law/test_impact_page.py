"""How an impact reads: one sentence, a row per clause, a file."""

import uuid

import pytest

from eligibility.core import Outcome
from proposals.selectors.law import impact_page as pages
from proposals.selectors.law.impact import DraftImpact, Impact
from proposals.selectors.law.impact_page import (
    KeptDraft,
    Side,
    headline,
    impact_page,
    impact_rows,
)
from proposals.selectors.law.shifts import ClauseShift, Shift

MET, NOT_MET, UNKNOWN = Outcome.MET, Outcome.NOT_MET, Outcome.UNKNOWN
SAME = Shift(MET, MET)


def clause(planned, confirmed=None, title="Countries", *, decides=True):
    figures = "8 of 8", "7 of 8"
    return ClauseShift("id", title, planned, confirmed or planned, figures, decides)


def draft(
    planned, confirmed=None, *, number=1, clauses=None, has_no_place=False, sent=False
):
    return DraftImpact(
        proposal=number,
        public_id=uuid.UUID(int=number),
        acronym=f"DRAFT{number}",
        coordinator=number,
        coordinator_name="Maria, maria@example.org",
        planned=planned,
        confirmed=confirmed or planned,
        clauses=(clause(planned, confirmed),) if clauses is None else clauses,
        has_no_place=has_no_place,
        is_submitted=sent,
    )


def impact(*touched, drafts=12, submitted=0):
    return Impact("open", 3, drafts, submitted, touched)


@pytest.mark.parametrize(
    ("touched", "words"),
    [
        ((), "12 drafts: no verdict flips."),
        (
            (
                draft(Shift(MET, NOT_MET)),
                draft(Shift(UNKNOWN, NOT_MET), number=2),
                draft(Shift(NOT_MET, MET), number=3),
            ),
            "12 drafts: 2 become not met, 1 becomes met, 9 unchanged.",
        ),
        (
            (draft(Shift(MET, UNKNOWN)), draft(SAME, Shift(MET, UNKNOWN), number=2)),
            "12 drafts: 1 cannot be told any more, 1 flips as confirmed, 10 unchanged.",
        ),
        (
            (draft(Shift(MET, None), clauses=(), has_no_place=True),),
            "12 drafts: 1 has no place, 11 unchanged.",
        ),
    ],
)
def test_headline_counts_what_flips(touched, words):
    assert headline(impact(*touched)) == words


def test_a_draft_has_a_row_per_clause_and_its_name_once():
    both = (
        clause(Shift(MET, NOT_MET)),
        clause(Shift(MET, UNKNOWN), title="Partners"),
        clause(SAME, Shift(MET, UNKNOWN), title="As confirmed alone"),
        clause(Shift(MET, NOT_MET), title="Advice", decides=False),
    )

    page = impact_page(impact(draft(Shift(MET, NOT_MET), clauses=both)))

    assert [
        (each.acronym, each.clause, each.before, each.after) for each in page.rows
    ] == [
        (
            "DRAFT1",
            "Countries",
            Side("met", "Met, 8 of 8"),
            Side("not-met", "Not met, 7 of 8"),
        ),
        (
            "",
            "Partners",
            Side("met", "Met, 8 of 8"),
            Side("unknown", "Cannot tell yet, 7 of 8"),
        ),
    ]


def test_a_flip_as_confirmed_alone_says_so():
    page = impact_page(impact(draft(SAME, Shift(MET, UNKNOWN))))

    (row,) = page.rows
    assert (row.note, row.before, row.after) == (
        "as confirmed",
        Side("met", "Met"),
        Side("unknown", "Cannot tell yet"),
    )


@pytest.mark.parametrize(
    ("has_no_place", "words"),
    [(True, "Its Lot or type of project"), (False, "Verdict")],
)
def test_a_flip_without_a_clause_shows_the_verdict(has_no_place, words):
    lost = draft(Shift(MET, None), clauses=(), has_no_place=has_no_place)

    (row,) = impact_page(impact(lost)).rows

    assert (row.clause, row.before, row.after) == (
        words,
        Side("met", "Met"),
        Side("", "–"),
    )


def test_more_drafts_than_fit_are_counted(monkeypatch):
    monkeypatch.setattr(pages, "MOST_SHOWN", 1)
    flips = [draft(Shift(MET, NOT_MET), number=number) for number in (1, 2, 3)]

    page = impact_page(impact(*flips))

    assert ([each.acronym for each in page.rows], page.rest) == (
        ["DRAFT1"],
        "2 more flip.",
    )
    assert page.coordinators == 3


def test_drafts_that_keep_their_verdict_are_counted_and_in_the_file():
    kept = draft(SAME, clauses=(clause(Shift(MET, NOT_MET)),))

    page = impact_page(impact(kept, submitted=2))

    assert (page.rows, page.has_file, page.others, page.submitted) == (
        (),
        True,
        "1 draft keeps its verdict, with a clause answered otherwise.",
        "2 submitted proposals keep their verdict.",
    )


def test_a_few_drafts_that_keep_their_verdict_are_named(monkeypatch):
    monkeypatch.setattr(pages, "MOST_NAMED", 2)
    shifted = (clause(Shift(MET, NOT_MET)),)
    unconfirmed = (clause(SAME, Shift(MET, NOT_MET)),)
    kept = [
        draft(SAME, clauses=each, number=number)
        for number, each in enumerate((shifted, unconfirmed, shifted), 1)
    ]

    page = impact_page(impact(*kept, draft(Shift(MET, NOT_MET), number=4)))

    named = (
        KeptDraft("DRAFT1", ("Countries: Met → Not met",)),
        KeptDraft("DRAFT2", ("Countries: Met → Not met (as confirmed)",)),
    )
    assert (page.kept, page.more_kept) == (named, 1)


def test_submitted_drafts_that_would_flip_are_named_apart():
    sent = draft(Shift(MET, NOT_MET), sent=True)
    found = impact(sent, draft(SAME, clauses=(), number=2), submitted=2)

    page = impact_page(found)

    assert page.headline == "12 drafts: no verdict flips."
    assert page.submitted == (
        "2 submitted proposals keep their verdict."
        " Submitted again, 1 of them would have another verdict."
    )
    assert [(each.acronym, each.state) for each in page.rows] == [
        ("DRAFT1", "submitted, may be submitted again")
    ]
    assert page.coordinators == 1
    assert impact_rows(found)[1][2] == "Submitted"


def test_a_call_without_drafts_says_so():
    assert headline(impact(drafts=0)) == "This call has no open drafts."


def test_drafts_that_keep_their_verdict_come_after_those_that_flip():
    kept = draft(SAME, clauses=(clause(Shift(MET, NOT_MET)),))

    page = impact_page(impact(kept, draft(Shift(MET, NOT_MET), number=2)))

    assert page.others == (
        "1 more draft keeps its verdict, with a clause answered otherwise."
    )


def test_file_has_every_clause_and_drafts_without_one():
    lost = draft(Shift(MET, None), number=2, clauses=(), has_no_place=True)

    heading, first, second = impact_rows(impact(draft(Shift(MET, NOT_MET)), lost))

    assert len(heading) == len(first) == len(second) == 12
    assert first[2] == "Open"
    assert (
        first[3:]
        == ["Met", "Not met", "Met", "Not met", "Countries"]
        + [
            "Met",
            "Not met",
        ]
        * 2
    )
    assert second[3:] == ["Met", "–", "Met", "–", "", "", "", "", ""]
