"""A receipt recomputes to the same bytes, and says so when it cannot."""

import json
from functools import reduce
from operator import getitem

import pytest
from hypothesis import given, settings

from eligibility.core import (
    BadReceiptError,
    canonical,
    evaluate,
    load_snapshot,
    read_receipt,
    receipt_of,
    recomputed,
)
from tests.eligibility.core.consortia import DEADLINE, charter, report_on, rulebook_2020
from tests.eligibility.core.test_laws import consortia

pytestmark = pytest.mark.core
BOOK = rulebook_2020()


def receipt():
    return receipt_of(charter(), report_on(charter()))


@settings(max_examples=150)
@given(consortia())
def test_every_receipt_recomputes_to_the_same_bytes(consortium):
    text = receipt_of(consortium, evaluate(consortium, BOOK, on=DEADLINE))

    again = read_receipt(text)

    assert again.snapshot == consortium
    assert recomputed(again, BOOK) == text


def test_a_receipt_is_canonical_and_has_its_digest():
    text = receipt()

    assert canonical(json.loads(text)) == text
    assert read_receipt(f"{text}\n").sha256 == read_receipt(text).sha256
    assert load_snapshot(json.loads(text)["inputs"]) == charter()


def changed(**values):
    return json.dumps(json.loads(receipt()) | values)


def put(path, value):
    """Return the receipt with one value in it replaced."""
    data = json.loads(receipt())
    *way, last = path
    reduce(getitem, way, data)[last] = value
    return json.dumps(data)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "not ssa-receipt/1"),
        ('{"schema": "ssa-report/1"}', "not ssa-receipt/1"),
        ('{"schema": "ssa-receipt/1"}', "engine_version, inputs, report"),
        (changed(more=1), "keys missing or too many: more"),
        (changed(inputs={}), "cut or changed: KeyError"),
        (changed(inputs=[]), "cut or changed: TypeError"),
        (changed(report="x"), "cut or changed: TypeError"),
        (changed(engine_version="two"), "cut or changed: ValueError"),
        (changed(report=None), "cut or changed: TypeError"),
        (changed(engine_version=float("inf")), "cut or changed: OverflowError"),
        ("1" * 5000, "not JSON"),
        (put(("inputs", "sector"), "\ud800"), "cut or changed: UnicodeEncodeError"),
        (put(("report", "rulebook", "call"), "\x00"), "no code or no digest"),
        (put(("report", "rulebook", "sha256"), "x"), "no code or no digest"),
        (put(("inputs", "participants"), [{}] * 1001), "more than 1000 rows"),
    ],
)
def test_what_is_no_receipt_is_refused_with_the_reason(text, reason):
    with pytest.raises(BadReceiptError, match=reason):
        read_receipt(text)
