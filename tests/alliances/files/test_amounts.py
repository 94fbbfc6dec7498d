"""Amounts are read in any country's way, and what could mean two is asked about."""

import time
from decimal import Decimal

import pytest

from alliances.files.amounts import AmbiguousAmount, amount_of


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("214", "214.00"),
        ("0", "0.00"),
        ("214,5", "214.50"),
        ("214.50", "214.50"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1 234,56", "1234.56"),
        ("1\u202f234", "1234.00"),
        ("1’234.50", "1234.50"),
        ("123.456,7", "123456.70"),
        ("EUR 353", "353.00"),
        ("353 €", "353.00"),
        ("999,999.99", "999999.99"),
        ("999999", "999999.00"),
    ],
)
def test_amount_is_read_as_it_was_meant(text, amount):
    assert amount_of(text) == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    [
        *("", "abc", "1e30", "NaN", "-1", "٣", "1.2.3", "12,34,56", "1,2345", "0.123"),
        *("1000000", "1,000,000", "1.234.567", "1.234.567,89", "1,234,56", "1 23", "€"),
        "9" * 40,
        f"{'9' * 40},50",
    ],
)
def test_what_is_no_amount_below_a_million_is_none(text):
    assert amount_of(text) is None


def test_cell_of_blanks_takes_no_time():
    began = time.process_time()

    assert amount_of("1" + " " * 30_000 + "x") is None

    assert time.process_time() - began < 1


@pytest.mark.parametrize("text", ["1,234", "1.234", "999.999", "1,000 €"])
def test_what_means_a_thousand_or_one_is_not_guessed(text):
    with pytest.raises(AmbiguousAmount):
        amount_of(text)
