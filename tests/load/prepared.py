"""An empty database made ready: tables, the floor's table, static files, the calls."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from alliances.models import Call
from tests.benchmarks.bare_insert import BareNote
from tests.load.consortia import open_call
from tests.stack.tables import add_what_no_model_says

LIBRARIES = Path("requirements.txt")
"""What other static files come with."""


def prepare_stack() -> Call:
    """Make the tables and publish what ships; return the call that is open."""
    make_tables()
    if not are_collected():
        call_command("collectstatic", verbosity=0, interactive=False)
    with connection.schema_editor() as editor:
        editor.create_model(BareNote)
    return open_call()


def make_tables() -> None:
    """Make the tables from the models, which is the same and takes a tenth as long."""
    none = {each.label: None for each in apps.get_app_configs()}
    with override_settings(MIGRATION_MODULES=none):
        call_command("migrate", verbosity=0, run_syncdb=True)
    add_what_no_model_says(connection)


def are_collected() -> bool:
    """Say whether static files were collected since one of them changed.

    Compressing them takes longer than all the rest of getting ready.
    """
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    ours = (Path(folder) for folder in settings.STATICFILES_DIRS)
    files = [LIBRARIES, *(file for folder in ours for file in folder.rglob("*"))]
    newest = max(each.stat().st_mtime for each in files)
    return manifest.exists() and manifest.stat().st_mtime > newest
