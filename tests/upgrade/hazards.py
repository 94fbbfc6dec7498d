"""What of a migration the release before, still running, would stumble over."""

from collections.abc import Iterator

from django.db.migrations import Migration
from django.db.migrations.operations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    AlterModelOptions,
    CreateModel,
    RemoveConstraint,
    RemoveIndex,
)
from django.db.migrations.operations.base import Operation
from django.db.models import NOT_PROVIDED

BESIDE = (
    *(CreateModel, AddIndex, RemoveIndex, RemoveConstraint, AlterModelOptions),
    # Of the labels of a choice, which no database keeps; a type that changes shows in
    # the test that migrates beside rows, and in review.
    AlterField,
)
"""What code that knows nothing of it can go on beside."""


def hazards(migration: Migration) -> list[str]:
    """Say, for each operation the running release would stumble over, which it is."""
    made = {
        each.name_lower
        for each in migration.operations
        if isinstance(each, CreateModel)
    }
    dropped = {
        each.name for each in migration.operations if isinstance(each, RemoveConstraint)
    }
    return [
        words
        for each in migration.operations
        if getattr(each, "model_name_lower", "") not in made
        for words in _of(each, dropped)
    ]


def _of(operation: Operation, dropped: set[str]) -> Iterator[str]:
    if isinstance(operation, BESIDE):
        return
    if isinstance(operation, AddField):
        if not _is_filled_by_the_engine(operation):
            yield f"{operation.model_name}.{operation.name} comes without a default"
    elif isinstance(operation, AddConstraint):
        # One that takes the place of another says more choices, as of today.
        if operation.constraint.name not in dropped:
            yield f"{operation.model_name} is constrained: {operation.constraint.name}"
    else:
        yield operation.describe()


def _is_filled_by_the_engine(operation: AddField) -> bool:
    """Say whether a row may be written by who does not know the column."""
    field = operation.field
    return field.null or field.many_to_many or field.db_default is not NOT_PROVIDED
