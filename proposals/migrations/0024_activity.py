"""The log of each proposal, whose rows no statement changes or deletes.

The triggers go with the table: whoever has it made anew, as SQLite does for any change
of a column, makes them anew too. `verify_activity` says when they are missing.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

POSTGRESQL = """
CREATE FUNCTION activity_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = 'activity is final';
END $$;
CREATE TRIGGER activity_is_final BEFORE UPDATE OR DELETE ON proposals_activity
  FOR EACH ROW EXECUTE FUNCTION activity_is_final();
"""
NO_POSTGRESQL = """
DROP TRIGGER activity_is_final ON proposals_activity;
DROP FUNCTION activity_is_final();
"""
SQLITE = """
CREATE TRIGGER activity_is_final_{act} BEFORE {act} ON proposals_activity
BEGIN SELECT RAISE(ABORT, 'activity is final'); END
"""
ACTS = ("update", "delete")


class MakeFinal(Operation):
    """Have the engine refuse to change or delete a row of the log."""

    reversible = True

    def state_forwards(self, app_label, state):
        """Change no model."""

    def database_forwards(self, app_label, editor, from_state, to_state):
        if editor.connection.vendor == "postgresql":
            editor.execute(POSTGRESQL, params=None)
            return
        for act in ACTS:
            editor.execute(SQLITE.format(act=act), params=None)

    def database_backwards(self, app_label, editor, from_state, to_state):
        if editor.connection.vendor == "postgresql":
            editor.execute(NO_POSTGRESQL, params=None)
            return
        for act in ACTS:
            editor.execute(f"DROP TRIGGER activity_is_final_{act}", params=None)

    def describe(self):
        return "Refuse to change or delete a row of the log"


class Migration(migrations.Migration):

    dependencies = [
        ('proposals', '0023_letters_that_come_back'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('at', models.DateTimeField(verbose_name='moment')),
                ('kind', models.CharField(max_length=40, verbose_name='kind')),
                ('actor', models.CharField(max_length=8, verbose_name='who acts')),
                ('who', models.CharField(blank=True, max_length=64, verbose_name='commitment of who acts')),
                ('whom', models.CharField(blank=True, max_length=64, verbose_name='commitment of whom it is about')),
                ('partner', models.PositiveIntegerField(null=True, verbose_name='partner')),
                ('facts', models.TextField(verbose_name='facts')),
                ('previous', models.CharField(max_length=64, verbose_name='digest before')),
                ('digest', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activity', to='proposals.proposal')),
            ],
            options={
                'verbose_name': 'activity',
                'verbose_name_plural': 'activity',
                'ordering': ['proposal_id', 'number'],
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('proposal', 'number'), name='activity_number_once')],
            },
        ),
        migrations.CreateModel(
            name='ActivityPerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='name')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('salt', models.CharField(max_length=64)),
                ('commitment', models.CharField(max_length=64, unique=True)),
                ('account', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='activity_people', to='proposals.proposal')),
            ],
            options={
                'verbose_name': 'person in an activity log',
                'verbose_name_plural': 'people in activity logs',
                'constraints': [models.UniqueConstraint(condition=models.Q(('account__isnull', False)), fields=('proposal', 'account', 'email', 'name'), name='activity_person_account_once'), models.UniqueConstraint(condition=models.Q(('account__isnull', True)), fields=('proposal', 'email', 'name'), name='activity_person_contact_once')],
            },
        ),
        MakeFinal(),
    ]
