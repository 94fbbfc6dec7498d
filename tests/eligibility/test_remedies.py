"""Repairs and losses in words, in the text for people and in the public report."""

from dataclasses import replace

import pytest

from eligibility import remedies
from eligibility.core import (
    AddPartners,
    ChangeRole,
    PartnerType,
    RemovePartner,
    Role,
    SettleType,
    find_repairs,
    withdrawals,
)
from eligibility.remedies import Outlook, outlook_sections
from tests.eligibility.consortium_files import (
    SENDING,
    changed,
    load,
    only,
    without,
)
from tests.eligibility.core.consortia import (
    DEADLINE,
    SME,
    VET,
    applicant,
    charter,
    partner,
    report_on,
    rulebook_2020,
    snapshot,
)
from tests.eligibility.core.repair_tools import (
    EDUCATION,
    LABOUR,
    PLACES,
    UNIVERSE,
)
from tests.eligibility.test_real_consortia import SEVEN

CYPRUS = "University of Cyprus"
FULL = Role.FULL_PARTNER
FEW = ("BG", "HR")


def say(move):
    return remedies.move_words(move, report_on(charter()))


@pytest.mark.parametrize(
    ("move", "words"),
    [
        (
            AddPartners(1, (), FULL, UNIVERSE),
            "Add 1 full partner, from any Programme country",
        ),
        (
            AddPartners(1, EDUCATION, FULL, FEW, ("AT", "GR"), fresh=1),
            (
                "Add 1 full partner that provides education or training, from a"
                " Programme country not yet covered (BG, HR), not AT, EL"
            ),
        ),
        (
            AddPartners(2, LABOUR, FULL, UNIVERSE),
            (
                "Add 2 full partners that represent the labour market, from any"
                " Programme country"
            ),
        ),
        (
            AddPartners(2, (), FULL, FEW, fresh=2),
            (
                "Add 2 full partners, each from another Programme country, none of"
                " them covered yet (BG, HR)"
            ),
        ),
        (
            AddPartners(4, (VET,), FULL, FEW, fresh=1),
            (
                "Add 4 full partners of the type VET provider, at least 1 of them from"
                " a Programme country not yet covered (BG, HR)"
            ),
        ),
        (
            AddPartners(4, (), FULL, FEW, fresh=2),
            (
                "Add 4 full partners, at least 2 of them from different Programme"
                " countries not yet covered (BG, HR)"
            ),
        ),
        (
            AddPartners(1, (), FULL, ("IT",), UNIVERSE),
            "Add 1 full partner, from IT",
        ),
        (
            AddPartners(1, (), Role.APPLICANT, UNIVERSE[:9], ("SE",)),
            "Add 1 applicant, from AT, BE, BG, CY, CZ, DE, DK, EE, …, not SE",
        ),
        (
            ChangeRole(
                replace(partner("ICOMOS", role=Role.ASSOCIATED_PARTNER), label="P20"),
                FULL,
            ),
            "Change P20 ICOMOS from associated partner to full partner",
        ),
        (
            SettleType(partner("Chamber", "FR", SME, VET), PartnerType.VET_PROVIDER),
            "Settle the type of Chamber: VET provider",
        ),
        (RemovePartner(partner("Chamber")), "Go on without Chamber"),
    ],
)
def test_a_move_in_words(move, words):
    assert say(move) == words


def sections(consortium, **options):
    book = rulebook_2020()
    repairs = find_repairs(consortium, book, on=DEADLINE, places=PLACES, **options)
    losses = withdrawals(consortium, book, on=DEADLINE, **options)
    outlook = Outlook((repairs,), losses)
    return dict(outlook_sections(report_on(consortium), outlook))


def test_a_consortium_that_is_met_has_nothing_to_mend():
    found = sections(charter())

    assert list(found) == ["If organisations leave"]
    assert found["If organisations leave"][1] == (
        "! Universitat de Barcelona",
        [
            (
                "Breaks",
                (
                    "One applicant, Applicant in a Programme country and One"
                    " application per applicant and sector"
                ),
            )
        ],
    )


def test_what_nothing_small_mends_says_so():
    six = [replace(applicant(c), name=c) for c in ("AT", "BE", "BG", "CY", "CZ", "DE")]

    whole = sections(snapshot(*six))["What would mend it"]
    bounded = sections(snapshot(*six), most_reads=3)

    assert whole[0][0].startswith("– Nothing within three moves mends One applicant,")
    assert [rows for _, rows in whole] == [
        [("Searched", "everything this search knows how to try")]
    ]
    assert bounded["What would mend it"][0][1] == [
        ("Searched", "not everything: the search ends after a number of trials")
    ]
    assert bounded["If organisations leave"] == [
        ("What is met stays met if any one organisation leaves", []),
        ("Not every pair was tried: there are too many", []),
    ]


def test_json_has_the_smallest_repair_and_who_is_critical(sending):
    report = sending(without(load(SENDING), CYPRUS)).report

    assert report["repairs"] == [
        {
            "moves": [
                {
                    "kind": "add_partners",
                    "text": (
                        "Add 1 full partner, from a Programme country not yet covered"
                        " (AT, BE, CY, CZ, DE, DK, EE, ES, …), not BG, EL, IE"
                    ),
                }
            ],
            "outcome_after": "met",
        }
    ]
    assert report["critical_partners"] == [
        {
            "name": "University of Patras",
            "breaks": ["one-applicant", "applicant-in-programme-country"],
        }
    ]


def test_an_associated_partner_may_come_in(sending):
    report = sending(changed(load(SENDING), CYPRUS, role="associated_partner")).report

    assert report["repairs"][0] == {
        "moves": [
            {
                "kind": "change_role",
                "text": (
                    "Change University of Cyprus from associated partner to full"
                    " partner"
                ),
            }
        ],
        "outcome_after": "met",
    }


def test_clauses_follow_one_by_one_where_nothing_mends_the_whole(sending):
    consortium = only(load(SENDING), *SEVEN[:5])
    for each in consortium["partners"]:
        each["role"] = "applicant"

    report = sending(consortium).report

    kinds = [[move["kind"] for move in each["moves"]] for each in report["repairs"]]
    assert kinds
    assert {each["outcome_after"] for each in report["repairs"]} == {"not_met"}


def test_the_text_ends_with_what_may_be_done(check):
    result = check(
        without(load(SENDING), CYPRUS), "--grant", "900000.00", "--format", "text"
    )

    text = result.output
    start = text.index("── What would mend it ─")
    first, second, mends, then = text[start:].splitlines()[2:6]
    assert f"{first} {second.strip()}" == (
        "→ Add 1 full partner, from a Programme country not yet covered (AT, BE, CY,"
        " CZ, DE, DK, EE, ES, …), not BG, EL, IE"
    )
    assert (mends, then) == (
        "  Mends         Programme countries",
        "  Overall then  Met",
    )
    assert "── If organisations leave ─" in text[start:]
