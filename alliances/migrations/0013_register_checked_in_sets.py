"""The countries of register entries are checked by statement, no more by row.

Two hundred thousand look-ups of ten countries cost half of a load. On PostgreSQL the
foreign key becomes triggers that do what it did: an entry cannot have a country there
is not, and holds the one it has; a country that entries have cannot go. SQLite checks
its keys by row and cheaply: there nothing changes.
"""

from django.db import migrations
from django.db.migrations.operations.base import Operation

SETS = """
CREATE FUNCTION register_countries_known() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE odd text;
BEGIN
  -- Held as a foreign key holds them, so that none goes before we are done.
  PERFORM 1 FROM alliances_country
    WHERE code IN (SELECT DISTINCT country_id FROM written) FOR KEY SHARE;
  SELECT country_id INTO odd FROM written
    WHERE country_id NOT IN (SELECT code FROM alliances_country) LIMIT 1;
  IF FOUND THEN
    RAISE foreign_key_violation USING MESSAGE =
      format('an organisation has the country %L, which there is not', odd);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER register_countries_known_on_insert
  AFTER INSERT ON alliances_organisation REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION register_countries_known();
CREATE TRIGGER register_countries_known_on_update
  AFTER UPDATE ON alliances_organisation REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION register_countries_known();

CREATE FUNCTION register_country_unused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM alliances_organisation WHERE country_id = OLD.code)
      AND NOT EXISTS (SELECT 1 FROM alliances_country WHERE code = OLD.code) THEN
    RAISE foreign_key_violation USING MESSAGE =
      format('organisations of the register have the country %L', OLD.code);
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER register_country_unused
  AFTER DELETE OR UPDATE OF code ON alliances_country
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION register_country_unused();
"""
NO_SETS = """
DROP TRIGGER register_country_unused ON alliances_country;
DROP FUNCTION register_country_unused();
DROP TRIGGER register_countries_known_on_insert ON alliances_organisation;
DROP TRIGGER register_countries_known_on_update ON alliances_organisation;
DROP FUNCTION register_countries_known();
"""


class CheckCountriesInSets(Operation):
    """Put triggers in the place of the foreign key, or the key in theirs."""

    reversible = True

    def state_forwards(self, app_label, state):
        """Change no model: it still says what holds."""

    def database_forwards(self, app_label, editor, from_state, to_state):
        if editor.connection.vendor != "postgresql":
            return
        model = to_state.apps.get_model(app_label, "Organisation")
        for name in editor._constraint_names(model, ["country_id"], foreign_key=True):
            editor.execute(editor._delete_fk_sql(model, name))
        editor.execute(SETS, params=None)

    def database_backwards(self, app_label, editor, from_state, to_state):
        if editor.connection.vendor != "postgresql":
            return
        model = to_state.apps.get_model(app_label, "Organisation")
        field = model._meta.get_field("country")
        editor.execute(NO_SETS, params=None)
        suffix = "_fk_%(to_table)s_%(to_column)s"
        editor.execute(editor._create_fk_sql(model, field, suffix))

    def describe(self):
        return "Check the countries of register entries in sets"


class Migration(migrations.Migration):

    dependencies = [
        ('alliances', '0012_publishing_by_worker'),
    ]

    operations = [
        CheckCountriesInSets(),
        migrations.RemoveField(
            model_name='stagedorganisation',
            name='searched',
        ),
    ]
