"""The files for production name only what exists: no engine runs them here."""

import json
import re
import shlex
import subprocess
import sys
from itertools import pairwise

import pytest
from django.conf import settings
from django.core.management import get_commands
from django.urls import resolve
from ruamel.yaml import YAML

from config import bootstrap
from tests.architecture.sources import BASE

COMPOSE = YAML(typ="safe").load((BASE / "docker-compose.yml").read_text("utf-8"))
DOCKERFILE = (BASE / "Dockerfile").read_text("utf-8")
EXAMPLE = (BASE / ".env.example").read_text("utf-8")
SERVICES = COMPOSE["services"]
PRODUCT = SERVICES["web"]["image"]
OURS = [name for name, service in SERVICES.items() if service["image"] == PRODUCT]
ENGINES = {"pgbouncer", "postgres", "redis"}
CHOSEN = {"proxy", "bucket"}
"""Started with a profile of that name only."""
READERS = "text|switch|number|names|folder|database"
READ_BY_CODE = rf'environment\.(?:{READERS})\(\s*"([A-Z_]+)"'


def example_names() -> set[str]:
    return set(re.findall(r"^([A-Z_]+)=", EXAMPLE, re.MULTILINE))


def names_in_code() -> set[str]:
    return set(re.findall(READ_BY_CODE, (BASE / "config/settings.py").read_text()))


def commands() -> list[list[str]]:
    """Return every command line of ours in both files, shells taken apart."""
    lines = [SERVICES[name]["command"] for name in OURS]
    lines += [json.loads(line) for line in re.findall(r"CMD (\[.*\])", DOCKERFILE)]
    watched = [SERVICES[name]["healthcheck"].get("test") for name in OURS]
    lines += [
        ["sh", "-c", t[1]] if t[0] == "CMD-SHELL" else t[1:] for t in watched if t
    ]
    return [command for line in lines for command in programs_of(line)]


def programs_of(line: list[str]) -> list[list[str]]:
    if line[:2] != ["sh", "-c"]:
        return [line]
    return [shlex.split(piece) for piece in line[2].split(" && ")]


def test_compose_file_fits_its_schema():
    command = [f"{sys.prefix}/bin/check-jsonschema"]
    command += [
        "--builtin-schema",
        "vendor.compose-spec",
        str(BASE / "docker-compose.yml"),
    ]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)

    assert finished.returncode == 0, finished.stdout


def test_dockerfile_has_no_lint():
    command = [f"{sys.prefix}/bin/hadolint", str(BASE / "Dockerfile")]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)

    assert finished.returncode == 0, finished.stdout


def test_production_has_its_parts():
    ours = {"setup", "web", "worker", "packs", "beat"}

    assert set(OURS) == ours
    assert set(SERVICES) == {*ours, *ENGINES, *CHOSEN}
    assert {n for n, each in SERVICES.items() if "profiles" in each} == CHOSEN


@pytest.mark.parametrize("name", SERVICES)
def test_service_may_do_nothing_but_its_work(name):
    service = SERVICES[name]

    assert service["cap_drop"] == ["ALL"]
    assert service["read_only"] is True
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert any(each.startswith("/tmp") for each in service["tmpfs"])


@pytest.mark.parametrize("name", SERVICES)
def test_service_is_pinned_and_nobody_is_root(name):
    service = SERVICES[name]
    _name, _colon, tag = service["image"].partition(":")

    assert tag not in {"", "latest"}
    if "build" in service:
        stage = service["build"]["target"]
        _before, mark, rest = DOCKERFILE.partition(f" AS {stage}\n")
        assert mark
        assert re.search(
            r"^USER (?!root)\w+$", rest.partition("\nFROM ")[0], re.MULTILINE
        )
    else:
        assert int(service["user"].partition(":")[0]) > 0


def test_no_secret_stands_in_the_environment_or_on_a_command_line():
    stated = [
        value
        for service in SERVICES.values()
        for name, value in service.get("environment", {}).items()
        if "PASSWORD" in name or "SECRET" in name or "USER_FILE" in name
    ]
    read = re.findall(r"cat (\S+?)\)", str(COMPOSE))

    assert all(each.startswith("/run/secrets") for each in [*stated, *read])
    assert "${" not in str(COMPOSE)


def test_every_service_gets_the_secrets_it_names():
    for name, service in SERVICES.items():
        named = set(re.findall(r"/run/secrets/([a-z.0-9-]+)", str(service)))
        assert named <= set(service.get("secrets", [])), name


@pytest.mark.parametrize("name", [name for name in SERVICES if name != "setup"])
def test_service_is_limited_and_watched(name):
    service = SERVICES[name]

    assert set(service["deploy"]["resources"]["limits"]) == {"cpus", "memory"}
    assert service["healthcheck"]["test"]
    assert service["restart"] == "unless-stopped"


def test_example_lists_exactly_what_the_settings_read():
    assert example_names() == names_in_code()
    assert len(names_in_code()) < 20


def test_every_variable_of_the_example_has_a_type_and_a_sentence():
    lines = EXAMPLE.splitlines()
    bare = [
        line
        for before, line in pairwise(lines)
        if re.match(r"[A-Z_]+=", line)
        and not re.match(r"# [a-z0-9].*(:|, ).+\.$", before)
    ]

    assert bare == []


def test_variables_of_the_files_are_read_by_the_settings():
    used = {name for service in OURS for name in SERVICES[service]["environment"]}
    of_python = {"PATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"}
    of_pip = {"PIP_DISABLE_PIP_VERSION_CHECK", "PIP_NO_CACHE_DIR"}
    env_lines = re.findall(r"^ENV ((?:.*\\\n)*.*)", DOCKERFILE, re.MULTILINE)
    used |= set(re.findall(r"([A-Z_]+)=", " ".join(env_lines)))

    known = names_in_code() | of_python | of_pip | {"DJANGO_SETTINGS_MODULE"}

    assert used - known == set()
    assert set(re.findall(r"\$\{([A-Z_]+)", str(COMPOSE))) <= example_names()


def test_programs_and_their_options_exist():
    programs = {"gunicorn", "celery", "python", "test"}
    for command in commands():
        assert command[0] in programs, command
        if command[:2] == ["python", "manage.py"]:
            assert command[2] in get_commands(), command
        elif command[:2] == ["python", "-m"]:
            assert command[2] == "config.probe"
            resolve(f"/health/{command[3]}")


@pytest.mark.parametrize("program", ["gunicorn", "worker", "beat", "inspect"])
def test_options_are_known_to_their_program(program):
    words = [program] if program == "gunicorn" else ["celery", program]
    help_text = subprocess.run(
        [f"{sys.prefix}/bin/{words[0]}", *words[1:], "--help"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    lines = [c for c in commands() if c[0] == words[0] and program in c]
    options = {o.split("=")[0] for c in lines for o in c if o.startswith("--")}

    assert options
    assert [option for option in options if option not in help_text] == []


def test_celery_app_and_web_application_are_where_the_commands_say():
    celery = [command for command in commands() if command[0] == "celery"]

    assert {tuple(command[1:3]) for command in celery} == {("-A", "config")}
    assert settings.WSGI_APPLICATION == "config.wsgi.application"


def test_every_queue_has_its_own_worker():
    commands = [SERVICES[name]["command"] for name in ("worker", "packs")]
    queues = [command[command.index("--queues") + 1] for command in commands]

    assert sorted(queues) == sorted(each.name for each in settings.CELERY_TASK_QUEUES)


def test_ports_agree():
    port = SERVICES["web"]["environment"]["PORT"]

    assert f"EXPOSE {port}" in DOCKERFILE
    assert SERVICES["web"]["ports"] == [f"127.0.0.1:{port}:{port}"]
    assert f"0.0.0.0:{port}" in SERVICES["web"]["command"]
    assert int(port) == settings.PORT
    assert f"PORT={port}" in EXAMPLE


def test_proxy_asks_the_next_machine_for_files_of_another_release():
    proxy = (BASE / "deployment" / "nginx.conf").read_text("utf-8")
    place = proxy.partition(f"location {settings.STATIC_URL} {{")[2].partition("}")[0]

    assert "proxy_next_upstream error timeout http_404;" in place


def test_image_holds_the_libraries_of_the_bootstrap():
    missing = [p for p in bootstrap.LIBRARIES.values() if f" {p}" not in DOCKERFILE]

    assert missing == []


def test_volumes_and_secrets_are_declared():
    volumes = {
        volume.partition(":")[0]
        for service in SERVICES.values()
        for volume in service.get("volumes", [])
    }
    named = {volume for volume in volumes if not volume.startswith("./")}
    secrets = {
        each for service in SERVICES.values() for each in service.get("secrets", [])
    }
    listed = set(re.findall(r"^#   ([a-z.0-9-]+) ", EXAMPLE, re.MULTILINE))

    assert named == set(COMPOSE["volumes"])
    assert [each for each in volumes - named if not (BASE / each).exists()] == []
    assert secrets == set(COMPOSE["secrets"])
    assert SERVICES["web"]["environment"]["SECRETS_DIR"] == "/run/secrets"
    assert listed == set(SERVICES["packs"]["secrets"])
    assert listed - set(SERVICES["web"]["secrets"]) == {"seal.p12", "seal-password"}


def test_image_takes_no_history_and_no_secrets():
    ignored = (BASE / ".dockerignore").read_text("utf-8").split()

    assert {".git", ".env", "var", "secrets"} <= set(ignored)


@pytest.mark.parametrize("name", ["", "-server", "-audit", "-dev", "-installer"])
def test_locks_hold_hashes_and_no_address(name):
    text = (BASE / f"requirements{name}.txt").read_text("utf-8")

    assert "--hash=sha256:" in text
    assert "://" not in text
