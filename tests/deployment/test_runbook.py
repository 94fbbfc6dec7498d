"""What docs/runbook.md tells people to type and to look for is there."""

import re
import subprocess
import tarfile
from itertools import chain

import pytest
from django.core.management import get_commands, load_command_class

from tests.architecture.sources import BASE
from tests.deployment.restore import packing
from tests.deployment.test_files import COMPOSE, SERVICES

RUNBOOK = (BASE / "docs" / "runbook.md").read_text("utf-8")
OPERATIONS = (BASE / "docs" / "operations.md").read_text("utf-8")
MAKEFILE = (BASE / "Makefile").read_text("utf-8")
COMMAND = re.compile(
    r"(?:manage\.py|`)\s?([a-z_]+_[a-z_]+|check|migrate)((?: [^`\n]+)?)"
)
OURS = ("alliances", "config", "eligibility", "proposals")
IDS = re.compile(r"\bconfig\.[EW][0-9]{3}\b")


def typed():
    """Return each command with its words, as they stand in the runbook."""
    known = get_commands()
    for name, words in COMMAND.findall(RUNBOOK):
        if name in known:
            yield name, words.split()


def options_of(name):
    app = get_commands()[name]
    parser = load_command_class(app, name).create_parser("manage.py", name)
    return set(chain.from_iterable(each.option_strings for each in parser._actions))


def test_every_command_of_a_block_exists():
    named = set(re.findall(r"python manage\.py ([a-z_]+)", RUNBOOK)) - {"name"}

    assert len(named) > 8
    assert named - set(get_commands()) == set()


def test_options_exist():
    unknown = [
        (name, word)
        for name, words in typed()
        for word in words
        if word.startswith("--") and word not in options_of(name)
    ]

    assert len(list(typed())) > 20
    assert unknown == []


def test_every_command_of_the_product_for_operators_is_in_a_guide():
    """Or in another page of the docs, which says what it is for."""
    of_developers = {"draw_map", "load_demo"}
    ours = {n for n, app in get_commands().items() if str(app).split(".")[0] in OURS}
    docs = " ".join(
        each.read_text("utf-8")
        for each in [BASE / "README.md", *(BASE / "docs").glob("*.md")]
    )

    missing = {name for name in ours - of_developers if name not in docs}

    assert missing - {"collectstatic", "createsuperuser"} == set()


@pytest.mark.parametrize("kept", [[], ["packs"], ["files", "packs", "uploads"]])
def test_files_are_packed_whichever_folders_there_are(tmp_path, kept):
    for each in kept:
        (tmp_path / "data" / each).mkdir(parents=True)
    (tmp_path / "data" / "cache").mkdir(parents=True)
    to = tmp_path / "files.tar"

    packed = subprocess.run(
        ["sh", "-c", packing(of=tmp_path / "data", to=to)], check=False
    )

    assert packed.returncode == 0
    with tarfile.open(to) as archive:
        assert sorted(archive.getnames()) == kept


def test_make_targets_and_services_exist():
    targets = set(re.findall(r"`make ([a-z-]+)`", RUNBOOK))
    known = set(re.findall(r"^([a-z-]+):.*##", MAKEFILE, re.MULTILINE))
    verbs = re.findall(
        r"docker compose (?:restart|ps|logs --tail 50|run --rm(?: --no-deps)?)"
        r" ([a-z ]+)",
        RUNBOOK,
    )
    services = {word for words in verbs for word in words.split()}
    profiles = set(re.findall(r"--profile ([a-z]+)", RUNBOOK))

    assert targets - known == set()
    assert {"web", "setup", "postgres", "redis"} <= services <= set(SERVICES)
    assert profiles == {"proxy", "bucket"}


def test_secrets_are_those_of_the_compose_file():
    (block,) = re.findall(r"mkdir -m 700 secrets.*?```", RUNBOOK, re.DOTALL)
    made = set(re.findall(r"> ([a-z.0-9-]+)$", block, re.MULTILINE))
    made |= set(re.findall(r"touch (.*)", block)[0].split())

    assert made == set(COMPOSE["secrets"])


def test_every_check_is_explained():
    table = re.findall(r"^\| `(config\.[EW][0-9]{3})` \|", RUNBOOK, re.MULTILINE)
    in_code = set()
    for app in OURS:
        for file in (BASE / app).rglob("*.py"):
            in_code |= set(IDS.findall(file.read_text("utf-8")))

    assert table == sorted(table)
    assert set(table) == in_code


@pytest.mark.parametrize("text", [RUNBOOK, OPERATIONS], ids=["runbook", "operations"])
def test_links_to_places_of_the_page_lead_there(text):
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    places = {
        re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings
    }

    assert set(re.findall(r"\]\(#([\w-]+)\)", text)) - places == set()


def test_measures_it_names_are_measured():
    named = set(re.findall(r"`(alliances_\w+)`", RUNBOOK))

    assert named
    assert {each for each in named if f"`{each}`" not in OPERATIONS} == set()
