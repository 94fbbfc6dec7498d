"""A translation that would break a page is refused, whatever it says."""

import pytest
from babel.messages.catalog import Message

from config.catalogues.faults import faults

DAYS = ("One day of %(name)s", "%(n)s days of %(name)s")
USABLE = [
    ("Add %(name)s", "%(name)s hinzufügen", "de"),
    ("%(a)s", "%(a)s und noch einmal %(a)s", "de"),
    ("{a} <b>b</b>", "<b>b</b> {a}", "fr"),
    ("100 %% of %s", "%s, 100 %%", "fr"),
    ("Add\n", "Ajouter\n", "fr"),
    (DAYS, ("Ein Tag von %(name)s", "%(n)s Tage von %(name)s"), "de"),
    (DAYS, ("%(n)s jour de %(name)s", "%(n)s jours de %(name)s"), "fr"),
]
BROKEN = [
    ("Add", "", ["not translated"], "de"),
    ("Add", ("Ajouter", "Ajouter"), ["2 forms instead of 1"], "fr"),
    (DAYS, ("", ""), ["2 forms instead of 3"], "sr"),
    (
        DAYS,
        ("Un jour de %(name)s", "%(n)s jours de %(name)s"),
        ["placeholders ['%(name)s'] instead of ['%(n)s', '%(name)s']"],
        "fr",
    ),
    ("%(n)s", "%(m)s", ["placeholders ['%(m)s'] instead of ['%(n)s']"], "fr"),
    ("{n}", "n", ["placeholders [] instead of ['{n}']"], "fr"),
    ("%%s left", "%s", ["placeholders ['%s'] instead of ['%%s']"], "fr"),
    ("<b>b</b>", "<b>b<b>", ["tags ['<b>'] instead of ['</b>', '<b>']"], "fr"),
    (" a", "a", ["blanks at the start"], "fr"),
    ("a\n", "a", ["blanks at the end"], "fr"),
]


@pytest.mark.parametrize(("text", "said", "language"), USABLE)
def test_usable_translation_has_no_faults(text, said, language):
    assert faults(Message(text), said, language) == []


@pytest.mark.parametrize(("text", "said", "wrong", "language"), BROKEN)
def test_fault_is_named(text, said, wrong, language):
    assert faults(Message(text), said, language) == wrong
