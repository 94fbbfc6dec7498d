from dataclasses import replace

import pytest

from proposals.documents.undecided import undecided_matters
from proposals.snapshots import FrozenCopy
from tests.proposals.documents.applications import (
    RECEIVED,
    application,
    charter,
    partner,
)
from tests.proposals.documents.filled import filled

ALWAYS = [
    "Values nobody has verified",
    "What an organisation is",
    "Legal existence, capacity and exclusion",
    "Quality",
    "The rest of the application",
]


def headings(matters):
    return [heading for heading, _ in matters]


def test_matters_that_are_always_left_to_people():
    assert headings(undecided_matters(charter())) == ALWAYS


def test_confirmations_of_a_file_and_partner_countries_are_named():
    matters = dict(
        undecided_matters(
            application(
                [
                    partner("A", confirmation="not_invited", stated_answer="confirmed"),
                    partner("B", country="CH"),
                ]
            )
        )
    )

    assert matters["Confirmations stated in a file"].startswith(
        "The imported file stated that P1 confirmed."
    )
    assert matters["Added value from Partner countries"].startswith("P2: ")


@pytest.mark.parametrize(("outcome", "words"), [("met", "met"), ("not_met", "not met")])
def test_verdict_without_partner_countries_is_said(outcome, words):
    frozen = replace(
        application([partner("B", country="CH")]), without_partner_countries=outcome
    )

    matter = dict(undecided_matters(frozen))["Added value from Partner countries"]

    assert matter.endswith(f" Without them, the verdict as planned is: {words}.")


def test_pack_with_the_application_no_longer_says_that_it_is_missing():
    before = dict(undecided_matters(application([])))["The rest of the application"]
    after = dict(undecided_matters(filled(share=0)))["The rest of the application"]

    assert "work plan and budget are not part" in before
    assert after == (
        "The official form, the declaration on honour and mandates are not part of "
        "this pack."
    )


def test_signed_copies_of_a_submission_are_among_its_files():
    signed = FrozenCopy("mandate", "0" * 64, "", RECEIVED.received_at)
    draft = filled(share=0)
    first, *others = draft.partners
    draft = replace(draft, partners=(replace(first, signed=signed), *others))

    sent = replace(draft, submission=RECEIVED)

    said = [
        dict(undecided_matters(each))["The rest of the application"]
        for each in (draft, sent)
    ]
    assert "and mandates are not part of this pack" in said[0]
    assert "are among the files in this document" in said[1]
