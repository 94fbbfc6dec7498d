"""Migrations since a release: back again, and which of them need everything stopped."""

import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations import AddConstraint, AddField, CreateModel, Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import RemoveConstraint, RemoveField, RunSQL
from django.db.models import CharField, CheckConstraint, Q

from tests.architecture.sources import BASE
from tests.upgrade.hazards import hazards
from tests.upgrade.loading import releases
from tests.upgrade.rows import rows_of_all, tables_that_differ

pytestmark = pytest.mark.django_db(transaction=True)

DOCUMENT = BASE / "docs" / "upgrades.md"
ROW = re.compile(r"^\| `(\w+\.\w+)` \| (yes|no) \| (yes|no) \|", re.MULTILINE)
"""A migration, whether the release before goes on beside it, whether it goes back."""


@pytest.fixture(scope="module", params=releases())
def standing(request, left):
    with left(request.param):
        yield


def test_back_again_every_row_says_what_it_said(standing, engine):  # noqa: ARG001  # runs on both
    """And the document says of each migration what is true of it."""
    executor = MigrationExecutor(connection)
    former = executor.loader.applied_migrations
    leaves = executor.loader.graph.leaf_nodes()
    plan = [each for each, _back in executor.migration_plan(leaves)]
    before = rows_of_all()

    call_command("migrate", interactive=False, verbosity=0)
    for app in sorted({each.app_label for each in plan}):
        newest = max(name for label, name in former if label == app)
        call_command("migrate", app, newest, interactive=False, verbosity=0)

    assert tables_that_differ(before, rows_of_all()) == []
    stated = {name: (beside, back) for name, beside, back in ROW.findall(text())}
    found = {f"{each.app_label}.{each.name}": answers_of(each) for each in plan}
    assert found.items() <= stated.items()
    assert plan


def text():
    return DOCUMENT.read_text("utf-8")


def answers_of(migration):
    goes_back = all(each.reversible for each in migration.operations)
    return "no" if hazards(migration) else "yes", "yes" if goes_back else "no"


def of(*operations):
    attributes = {"operations": list(operations)}
    later = type("Migration", (Migration,), attributes)
    return hazards(later("0002_later", "proposals"))


def added(**options):
    return AddField("proposal", "word", CharField(max_length=9, **options))


KNOWN = CheckConstraint(condition=Q(word="a"), name="word_known")


@pytest.mark.parametrize(
    "operations",
    [
        (CreateModel("Word", []), AddConstraint("word", KNOWN)),
        (added(null=True),),
        (added(db_default=""),),
        (RemoveConstraint("proposal", "word_known"), AddConstraint("proposal", KNOWN)),
    ],
    ids=["a table", "may be empty", "filled by the engine", "says more"],
)
def test_who_knows_nothing_of_it_goes_on(operations):
    assert of(*operations) == []


@pytest.mark.parametrize(
    ("operation", "words"),
    [
        (added(default=""), "proposal.word comes without a default"),
        (AddConstraint("proposal", KNOWN), "proposal is constrained: word_known"),
        (RemoveField("proposal", "word"), "Remove field word from proposal"),
        (RunSQL("SELECT 1"), "Raw SQL operation"),
    ],
    ids=["must be written", "says less", "is gone", "unread"],
)
def test_who_knows_nothing_of_it_stumbles(operation, words):
    assert of(operation) == [words]
