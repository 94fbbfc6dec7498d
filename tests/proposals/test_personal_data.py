"""The register of personal data: every column of every table was decided on once."""

import os

from django.apps import apps
from django.db.models import EmailField

from alliances.models import User
from proposals.files.personal_data import personal_data
from proposals.services.erasure import parts_about
from tests.proposals.data_protection import BEGIN, DOCUMENT, END, drawn

TABLES = {each._meta.label: each for each in apps.get_models()}
SECRETS = {
    *("password", "token_digest", "account_digest", "reminder_digest", "code_digest"),
    *("session_key", "session_data", "salt", "key"),
}
"""Columns that give access, or would undo an erasure."""


def columns(label):
    meta = TABLES[label]._meta
    return {each.name: each for each in (*meta.fields, *meta.many_to_many)}


def personal():
    """Return the columns listed as personal, or as naming who acted."""
    found = {label: set(acts) for label, acts in personal_data().acts.items()}
    for each in personal_data().rows:
        found.setdefault(each.model, set()).update(each.fields, each.withheld)
    return found


def test_every_column_is_personal_or_not():
    """A new column waits for a decision: personal in the register, or not, with why."""
    not_personal = personal_data().not_personal
    decided = {
        label: personal().get(label, set()) | not_personal.get(label, set())
        for label in TABLES
    }

    assert decided == {label: set(columns(label)) for label in TABLES}
    assert personal().keys() | not_personal.keys() == TABLES.keys()


def test_no_column_is_both():
    both = {
        (label, each)
        for label, names in personal_data().not_personal.items()
        for each in names & personal().get(label, set())
    }

    assert both == set()


def test_addresses_and_accounts_are_personal():
    found = {
        (label, name)
        for label in TABLES
        for name, column in columns(label).items()
        if isinstance(column, EmailField) or column.related_model is User
    }

    listed = {(label, name) for label, names in personal().items() for name in names}
    assert len(found) > 50
    assert found - listed == set()


def test_what_an_erasure_takes_has_an_entry_of_its_name():
    parts = {
        name: rows.model._meta.label
        for name, rows in parts_about(email="", accounts=()).items()
    }

    entries = {each.name: each.model for each in personal_data().rows}
    assert len(entries) == len(personal_data().rows)
    assert {name: entries.get(name) for name in parts} == parts


def test_nothing_that_gives_access_is_exported():
    exported = {
        (each.model, column)
        for each in personal_data().rows
        for column in (*each.fields, *each.aside)
        if column in SECRETS
    }

    assert exported == set()


def test_columns_that_are_told_with_others_exist():
    told = {
        (each.model, column) for each in personal_data().rows for column in each.aside
    } | {
        (label, column)
        for label, acts in personal_data().acts.items()
        for names in acts.values()
        for column in names
    }

    assert {(m, c) for m, c in told if c not in columns(m)} == set()


def test_every_entry_says_why():
    used = {each.words for each in personal_data().rows} | {"act"}

    assert used == personal_data().whys.keys()


def test_document_says_what_the_register_says():
    """`WRITE_DATA_PROTECTION=1` writes its tables anew; read the difference."""
    text = DOCUMENT.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    written, after = rest.split(END)
    if os.environ.get("WRITE_DATA_PROTECTION"):
        DOCUMENT.write_text(f"{before}{BEGIN}{drawn()}{END}{after}", encoding="utf-8")
        written = drawn()

    assert written == drawn()
