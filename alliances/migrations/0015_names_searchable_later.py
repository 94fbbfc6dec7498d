"""Names may become searchable after a publication; what is written in bulk has ranges.

On PostgreSQL an index costs a third of writing rows of an upload, and as much for what
a publication did to each entry. Both come in order, so ranges of the table (BRIN) are
enough to find those of one upload or entry again, and cost nothing to write.
"""

from django.db import migrations, models
from django.db.migrations.operations.base import Operation

STAGED = "alliances_stagedorganisation"
CHANGES = "alliances_registerchange"
RANGES = (
    f"CREATE INDEX staged_by_upload ON {STAGED} USING brin (upload_id)"
    " WITH (autosummarize = on)",
    f"CREATE INDEX register_change_by_entry ON {CHANGES} USING brin (organisation_id)"
    " WITH (pages_per_range = 16, autosummarize = on)",
)
NO_RANGES = (
    "DROP INDEX staged_by_upload",
    "DROP INDEX register_change_by_entry",
    f"ALTER TABLE {STAGED} ADD PRIMARY KEY (upload_id, number)",
    f"CREATE INDEX register_change_of_entry ON {CHANGES} (organisation_id)",
)


class RangesForIndexes(Operation):
    """Put ranges in the place of two indexes on PostgreSQL, or indexes in theirs."""

    reversible = True

    def state_forwards(self, app_label, state):
        """Change no model: it still says what holds."""

    def database_forwards(self, app_label, editor, from_state, to_state):
        if editor.connection.vendor != "postgresql":
            return
        staged = to_state.apps.get_model(app_label, "StagedOrganisation")
        for name in editor._constraint_names(staged, primary_key=True):
            editor.execute(editor._delete_primary_key_sql(staged, name))
        changes = to_state.apps.get_model(app_label, "RegisterChange")
        for name in editor._constraint_names(changes, ["organisation_id"], index=True):
            editor.execute(editor._delete_index_sql(changes, name))
        for statement in RANGES:
            editor.execute(statement)

    def database_backwards(self, app_label, editor, from_state, to_state):
        if editor.connection.vendor != "postgresql":
            return
        for statement in NO_RANGES:
            editor.execute(statement)

    def describe(self):
        return "Find rows of the register that come in bulk by ranges"


class Migration(migrations.Migration):

    dependencies = [
        ('alliances', '0014_shared_tables_uploaded'),
    ]

    operations = [
        migrations.AddField(
            model_name='registerpublication',
            name='is_searchable',
            field=models.BooleanField(default=True, verbose_name='searchable'),
        ),
        RangesForIndexes(),
    ]
