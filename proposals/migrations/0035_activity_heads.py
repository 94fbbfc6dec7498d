"""How long the log of each proposal is, kept by the engine; and no way around its rows.

A trigger writes the number and digest of every new row beside the log, where they only
grow. Emptying the table, and replacing a row by inserting it, are refused like changing
and deleting. The heads of logs there are belong to the triggers: without them the next
row of such a log would be its first.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

POSTGRESQL = """
CREATE FUNCTION activity_head_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO proposals_activityhead (proposal_id, number, digest)
  VALUES (NEW.proposal_id, NEW.number, NEW.digest)
  ON CONFLICT (proposal_id)
    DO UPDATE SET number = EXCLUDED.number, digest = EXCLUDED.digest;
  RETURN NULL;
END $$;
CREATE TRIGGER activity_head_is_kept AFTER INSERT ON proposals_activity
  FOR EACH ROW EXECUTE FUNCTION activity_head_is_kept();
CREATE TRIGGER activity_is_not_emptied BEFORE TRUNCATE ON proposals_activity
  FOR EACH STATEMENT EXECUTE FUNCTION activity_is_final();
CREATE TRIGGER activity_head_stays BEFORE DELETE ON proposals_activityhead
  FOR EACH ROW EXECUTE FUNCTION activity_is_final();
CREATE TRIGGER activity_head_grows BEFORE UPDATE ON proposals_activityhead
  FOR EACH ROW WHEN (NEW.number <= OLD.number OR NEW.proposal_id <> OLD.proposal_id)
  EXECUTE FUNCTION activity_is_final();
CREATE TRIGGER activity_head_is_not_emptied BEFORE TRUNCATE ON proposals_activityhead
  FOR EACH STATEMENT EXECUTE FUNCTION activity_is_final();
"""
NO_POSTGRESQL = """
DROP TRIGGER activity_head_is_not_emptied ON proposals_activityhead;
DROP TRIGGER activity_head_grows ON proposals_activityhead;
DROP TRIGGER activity_head_stays ON proposals_activityhead;
DROP TRIGGER activity_is_not_emptied ON proposals_activity;
DROP TRIGGER activity_head_is_kept ON proposals_activity;
DROP FUNCTION activity_head_is_kept();
"""
SQLITE = {
    "activity_head_is_kept": """
CREATE TRIGGER activity_head_is_kept AFTER INSERT ON proposals_activity
BEGIN
  UPDATE proposals_activityhead SET number = NEW.number, digest = NEW.digest
   WHERE proposal_id = NEW.proposal_id;
  INSERT INTO proposals_activityhead (proposal_id, number, digest)
  SELECT NEW.proposal_id, NEW.number, NEW.digest
   WHERE NOT EXISTS (
     SELECT 1 FROM proposals_activityhead WHERE proposal_id = NEW.proposal_id
   );
END
""",
    "activity_is_not_replaced": """
CREATE TRIGGER activity_is_not_replaced BEFORE INSERT ON proposals_activity
WHEN EXISTS (
  SELECT 1 FROM proposals_activity AS kept
   WHERE kept.id = NEW.id
      OR (kept.proposal_id = NEW.proposal_id AND kept.number = NEW.number)
)
BEGIN SELECT RAISE(ABORT, 'activity is final'); END
""",
    "activity_head_is_not_replaced": """
CREATE TRIGGER activity_head_is_not_replaced BEFORE INSERT ON proposals_activityhead
WHEN EXISTS (
  SELECT 1 FROM proposals_activityhead WHERE proposal_id = NEW.proposal_id
)
BEGIN SELECT RAISE(ABORT, 'activity is final'); END
""",
    "activity_head_stays": """
CREATE TRIGGER activity_head_stays BEFORE DELETE ON proposals_activityhead
BEGIN SELECT RAISE(ABORT, 'activity is final'); END
""",
    "activity_head_grows": """
CREATE TRIGGER activity_head_grows BEFORE UPDATE ON proposals_activityhead
WHEN NEW.number <= OLD.number OR NEW.proposal_id <> OLD.proposal_id
BEGIN SELECT RAISE(ABORT, 'activity is final'); END
""",
}
HEADS = """
INSERT INTO proposals_activityhead (proposal_id, number, digest)
SELECT proposal_id, number, digest FROM proposals_activity AS newest
 WHERE number = (
   SELECT max(number) FROM proposals_activity
    WHERE proposal_id = newest.proposal_id
 )
"""


class KeepHeads(Operation):
    """Have the engine keep the head of each log, and refuse what goes around it."""

    reversible = True

    def state_forwards(self, app_label, state):
        """Change no model."""

    def database_forwards(self, app_label, editor, from_state, to_state):
        if editor.connection.vendor == "postgresql":
            editor.execute(POSTGRESQL, params=None)
        else:
            for statement in SQLITE.values():
                editor.execute(statement, params=None)
        editor.execute(HEADS, params=None)

    def database_backwards(self, app_label, editor, from_state, to_state):
        if editor.connection.vendor == "postgresql":
            editor.execute(NO_POSTGRESQL, params=None)
            return
        for name in reversed(SQLITE):
            editor.execute(f"DROP TRIGGER {name}", params=None)

    def describe(self):
        return "Keep the head of each log"


class Migration(migrations.Migration):

    dependencies = [
        ('proposals', '0034_news'),
    ]

    operations = [
        migrations.CreateModel(
            name='ActivityHead',
            fields=[
                ('proposal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='activity_head', serialize=False, to='proposals.proposal')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('digest', models.CharField(max_length=64, verbose_name='SHA-256')),
            ],
            options={
                'verbose_name': 'head of an activity log',
                'verbose_name_plural': 'heads of activity logs',
            },
        ),
        KeepHeads(),
    ]
