"""Reading the environment, and settings as another process would have them."""

import json
import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import databases, environment, mail
from tests.architecture.sources import BASE

PRINT = """
import json, os
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
from django.conf import settings
names = json.loads(os.environ["NAMES"])
print(json.dumps({name: getattr(settings, name) for name in names}, default=str))
"""


def settings_of(names, **variables):
    """Return settings of a fresh process with this environment and nothing else."""
    finished = subprocess.run(
        [sys.executable, "-c", PRINT],
        env={"PATH": os.environ["PATH"], "NAMES": json.dumps(names), **variables},
        cwd=BASE,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(finished.stdout)


@pytest.mark.parametrize(
    ("value", "expected"), [("1", True), ("Yes", True), ("0", False), ("", True)]
)
def test_switch(monkeypatch, value, expected):
    monkeypatch.setenv("HTTPS", value)

    assert environment.switch("HTTPS", default=True) is expected


def test_switch_refuses_other_words(monkeypatch):
    monkeypatch.setenv("HTTPS", "maybe")

    with pytest.raises(ImproperlyConfigured, match="HTTPS must be 1 or 0, not 'maybe'"):
        environment.switch("HTTPS", default=True)


def test_number(monkeypatch):
    monkeypatch.delenv("PORT", raising=False)
    assert environment.number("PORT", 8000) == 8000

    monkeypatch.setenv("PORT", "81")
    assert environment.number("PORT", 8000) == 81

    monkeypatch.setenv("PORT", "-1")
    with pytest.raises(ImproperlyConfigured, match="whole number"):
        environment.number("PORT", 8000)


def test_names(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "a.example, b.example,")
    assert environment.names("ALLOWED_HOSTS") == ["a.example", "b.example"]

    monkeypatch.setenv("ALLOWED_HOSTS", " ")
    assert environment.names("ALLOWED_HOSTS", ("c.example",)) == ["c.example"]


def test_file_content(tmp_path, monkeypatch):
    file = tmp_path / "key"
    assert environment.file_content(file) == ""

    file.write_text("secret\n")
    assert environment.file_content(file) == "secret"

    def refuse(*_, **__):
        raise PermissionError("not yours")

    monkeypatch.setattr("pathlib.Path.read_text", refuse)
    with pytest.raises(ImproperlyConfigured, match="not yours"):
        environment.file_content(file)


def test_mail_without_address_goes_to_a_folder(tmp_path):
    assert mail.settings_for("", folder=tmp_path)["EMAIL_FILE_PATH"] == str(tmp_path)


def test_mail_of_the_demo_goes_to_its_mailbox_unless_there_is_an_address(tmp_path):
    kept = mail.settings_for("", folder=tmp_path, is_demo=True)
    sent = mail.settings_for("smtp://mail.example", folder=tmp_path, is_demo=True)

    assert kept == {"EMAIL_BACKEND": "config.demo_mail.EmailBackend"}
    assert sent["EMAIL_HOST"] == "mail.example"


def test_mail_address_is_taken_apart(tmp_path):
    found = mail.settings_for("smtp+tls://me:p%40ss@mail.example", folder=tmp_path)

    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("mail.example", 587)
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("me", "p@ss")
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (True, False)


def test_bad_mail_address_is_refused(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="MAIL_URL must look like"):
        mail.settings_for("mail.example", folder=tmp_path)


def test_nothing_set_is_safe_and_embedded(tmp_path):
    found = settings_of(
        [
            *("DEBUG", "DEMO", "SESSION_COOKIE_SECURE", "SECURE_SSL_REDIRECT"),
            *("REDIS_URL", "SECRET_KEY_IS_SHARED", "ALLOWED_HOSTS"),
            "CELERY_BROKER_URL",
        ],
        DATA_DIR=str(tmp_path / "data"),
    )

    assert found == {
        "DEBUG": False,
        "DEMO": False,
        "SESSION_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "REDIS_URL": "",
        "SECRET_KEY_IS_SHARED": False,
        "ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"],
        "CELERY_BROKER_URL": "filesystem://localhost//",
    }
    assert not (tmp_path / "data").exists(), "reading settings must not write"


def test_keys_of_two_processes_differ_until_one_is_kept(tmp_path):
    alone = [
        settings_of(["SECRET_KEY"], DATA_DIR=str(tmp_path))["SECRET_KEY"]
        for _ in range(2)
    ]
    (tmp_path / "secret-key").write_text("kept")
    kept = settings_of(["SECRET_KEY", "SECRET_KEY_IS_SHARED"], DATA_DIR=str(tmp_path))

    assert alone[0] != alone[1]
    assert kept == {"SECRET_KEY": "kept", "SECRET_KEY_IS_SHARED": True}


def test_keys_of_before_are_read_from_a_file_of_lines(tmp_path):
    none = settings_of(["SECRET_KEY_FALLBACKS"], SECRETS_DIR=str(tmp_path))
    (tmp_path / "former-keys").write_text("second\nfirst\n")
    two = settings_of(["SECRET_KEY_FALLBACKS"], SECRETS_DIR=str(tmp_path))

    assert none == {"SECRET_KEY_FALLBACKS": []}
    assert two == {"SECRET_KEY_FALLBACKS": ["second", "first"]}


def test_two_addresses_make_it_a_server():
    found = settings_of(
        [
            *("DATABASES", "CELERY_BROKER_TRANSPORT_OPTIONS", "CACHES"),
            *("CELERY_TASK_TIME_LIMIT", "SECURE_PROXY_SSL_HEADER"),
            "SECURE_HSTS_SECONDS",
        ],
        DATABASE_URL="postgres://me:pw@db:5432/alliances",
        REDIS_URL="redis://queue:6379/0",
        TRUSTED_PROXIES="1",
    )

    database = found["DATABASES"]["default"]
    assert database["ENGINE"] == "config.postgresql"
    assert (database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]) == (600, True)
    assert database["OPTIONS"] == databases.PLANNED_ONCE | databases.WAITING
    options = found["CELERY_BROKER_TRANSPORT_OPTIONS"]
    assert options["visibility_timeout"] > found["CELERY_TASK_TIME_LIMIT"]
    assert found["CACHES"]["default"]["LOCATION"] == "redis://queue:6379/0"
    assert found["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert found["SECURE_HSTS_SECONDS"] == 365 * 24 * 3600


def test_behind_a_pooler_nothing_outlives_a_transaction():
    address = "postgres://me@pooler:6432/alliances?pooled=1&sslmode=require"

    database = settings_of(["DATABASES"], DATABASE_URL=address)["DATABASES"]["default"]

    assert database["DISABLE_SERVER_SIDE_CURSORS"] is True
    assert database["OPTIONS"] == databases.WAITING | {"sslmode": "require"}


def test_passwords_are_read_from_files_where_addresses_name_none(tmp_path):
    (tmp_path / "database-password").write_text("of: the/base\n")
    (tmp_path / "redis-password").write_text("of: the/queue\n")
    (tmp_path / "mail-address").write_text("smtp+tls://me:pw@mail.test\n")
    files = {"SECRETS_DIR": str(tmp_path)}
    names = ["DATABASES", "REDIS_URL", "EMAIL_HOST"]

    found = settings_of(
        names,
        DATABASE_URL="postgres://me@db/alliances",
        REDIS_URL="redis://queue:6379/0",
        **files,
    )
    stated = settings_of(
        names,
        DATABASE_URL="postgres://me:pw@db/alliances",
        REDIS_URL="redis://:pw@queue:6379/0",
        MAIL_URL="smtp://other.test",
        **files,
    )

    assert found["DATABASES"]["default"]["PASSWORD"] == "of: the/base"
    assert found["REDIS_URL"] == "redis://:of%3A%20the%2Fqueue@queue:6379/0"
    assert found["EMAIL_HOST"] == "mail.test"
    assert stated["DATABASES"]["default"]["PASSWORD"] == "pw"
    assert stated["REDIS_URL"] == "redis://:pw@queue:6379/0"
    assert stated["EMAIL_HOST"] == "other.test"


def test_a_database_address_that_is_none_is_refused_without_repeating_it():
    command = [sys.executable, "manage.py", "check_consortium", "nothing.json"]
    secret = "nonsense with hunter2"

    done = subprocess.run(  # the settings are read when Python starts
        command,
        check=False,
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"], "DATABASE_URL": secret},
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "DATABASE_URL must be an address such as postgres://user:password@host/name.\n"
    )
