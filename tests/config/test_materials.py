"""The bill of what an installation is made of is whole and valid."""

import json
import subprocess
import sysconfig
from pathlib import Path

import pytest

from config import materials
from tests.architecture.sources import BASE

INSTALLED = Path(sysconfig.get_path("purelib"))
LOCKED = (BASE / "requirements-server.txt").read_text("utf-8")
NAMES = tuple({each.package for each in materials.INSIDE})


@pytest.fixture
def small(tmp_path):
    """Return a lock of what carries something, and of nothing else."""
    lines = LOCKED.splitlines()
    wanted = [each for each in lines if each.startswith(tuple(f"{n}==" for n in NAMES))]
    path = tmp_path / "requirements.txt"
    path.write_text("\n".join(each.rstrip(" \\") for each in wanted), "utf-8")
    return path


def test_packages_and_what_they_carry_stand_in_a_valid_bill(small, tmp_path, capsys):
    file = tmp_path / "sbom.json"

    materials.main(str(small), str(file), str(INSTALLED))

    bill = json.loads(file.read_text("utf-8"))
    named = {each["name"]: each for each in bill["components"]}
    depends = {each["ref"]: each.get("dependsOn", []) for each in bill["dependencies"]}
    carried = {each.name for each in materials.INSIDE}
    assert set(named) == {*NAMES, *carried}
    assert named["htmx.org"]["purl"] == "pkg:npm/htmx.org@2.0.10"
    assert depends[named["django-htmx"]["bom-ref"]] == ["inside-htmx.org"]
    assert capsys.readouterr().out.endswith(", CycloneDX 1.6, valid\n")


def test_a_script_that_says_its_version_no_more_is_no_guess(tmp_path):
    for each in materials.INSIDE:
        path = tmp_path / each.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("var version", "utf-8")

    with pytest.raises(LookupError, match="does not say its version"):
        list(materials.inside(tmp_path))


def test_what_the_schema_refuses_is_not_written(monkeypatch, tmp_path):
    monkeypatch.setattr(materials, "bill_of_materials", lambda *_: '{"bomFormat": 1}')
    file = tmp_path / "sbom.json"

    with pytest.raises(SystemExit, match=r"^Not CycloneDX 1\.6"):
        materials.main("requirements.txt", str(file), str(tmp_path))

    assert not file.exists()


def test_scripts_of_others_that_pages_load_are_the_listed_ones():
    """Those of the admin's own pages stand in the list as well."""
    templates = subprocess.run(
        ["git", "grep", "-hoE", 'static "[a-z_]+/[^"]+\\.(js|css)"', "templates"],
        cwd=BASE,
        capture_output=True,
        check=False,
        text=True,
    ).stdout
    loaded = {each.split('"')[1] for each in templates.splitlines()}
    others = {each for each in loaded if not (BASE / "static" / each).exists()}
    listed = {each.path.partition("/static/")[2] for each in materials.INSIDE}
    of_the_admin = {each for each in listed if each.startswith("admin/")}

    assert others - OF_THE_PACKAGE_ITSELF == listed - of_the_admin


OF_THE_PACKAGE_ITSELF = {
    "django_htmx/django-htmx.js",
    "mfa/js/webauthn.js",
    "mfa/js/recovery_codes.js",
    "account/js/account.js",
    "account/js/onload.js",
}
