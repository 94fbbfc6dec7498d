"""Which constraint an engine refused, by the name it has in the model."""

from django.db import IntegrityError, models


def violated_constraint(error: IntegrityError, model: type[models.Model]) -> str | None:
    """Return the name of the constraint of `model` that `error` is about.

    PostgreSQL names it. SQLite names a check, but of a unique index only the columns.
    None if it is not a named constraint of the model.
    """
    options = model._meta  # noqa: SLF001  # public by Django's documentation
    names = {each.name for each in options.constraints}
    named = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    if named is None:
        columns = {field.name: field.column for field in options.concrete_fields}
        failed = str(error).partition("constraint failed: ")[2]
        named = {
            ", ".join(
                f"{options.db_table}.{columns[name]}" for name in each.fields
            ): each.name
            for each in options.constraints
            if isinstance(each, models.UniqueConstraint)
        }.get(failed, failed)
    return named if named in names else None
