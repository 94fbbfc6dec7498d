"""Known holes in what an installation is made of: `make audit`, on a network.

An index without a database of advisories reports nothing, which reads like a clean
result. So a release with a well-known hole is asked about first: where that is not
reported, nothing else is, and the command fails. The server never imports this.
"""

import json
import shutil
import subprocess  # nosec B404  # fixed programs, no shell
import sys
import tempfile
from pathlib import Path
from typing import Any

from config.materials import inside

KNOWN_HOLE = ("django", "2.2")
"""Of which dozens of advisories are published."""
KNOWN_HOLE_OF_SCRIPTS = ("lodash", "4.17.4")
NO_DATABASE = (
    "No advisories behind {index}: it knows nothing against {name} {version}, which has"
    " known holes. Nothing was audited. Ask on a machine that reaches the public index."
)

Holes = dict[str, list[str]]
"""By package and version, the advisories against it."""


class NoAdvisories(Exception):
    """There is nothing behind the index that could know a hole."""


def holes_in_packages(requirements: Path) -> Holes:
    """Return what is known against the packages of a lock file."""
    with tempfile.TemporaryDirectory() as folder:
        canary = Path(folder) / "canary.txt"
        canary.write_text("{}=={}\n".format(*KNOWN_HOLE), "utf-8")
        if not _asked_of_packages(canary, "--no-deps"):
            name, version = KNOWN_HOLE
            raise NoAdvisories(
                NO_DATABASE.format(
                    index="the index of packages", name=name, version=version
                )
            )
    return _asked_of_packages(requirements, "--require-hashes")


def holes_in_scripts(installed: Path) -> Holes:
    """Return what is known against the scripts and styles that packages carry."""
    wanted = {
        component["name"]: component["version"]
        for _carried, component in inside(installed)
        if "version" in component
    }
    name, version = KNOWN_HOLE_OF_SCRIPTS
    found = _asked_of_scripts({**wanted, name: version})
    if name not in found:
        raise NoAdvisories(
            NO_DATABASE.format(index="the index of scripts", name=name, version=version)
        )
    return {each: known for each, known in found.items() if each != name}


def _asked_of_packages(requirements: Path, *more: str) -> Holes:
    answer = _said(
        *(sys.executable, "-m", "pip_audit", "-r", str(requirements), "--disable-pip"),
        *("-f", "json", "--progress-spinner", "off", *more),
    )
    return {
        f"{each['name']} {each['version']}": [hole["id"] for hole in each["vulns"]]
        for each in answer.get("dependencies", ())
        if each.get("vulns")
    }


def _asked_of_scripts(wanted: dict[str, str]) -> Holes:
    with tempfile.TemporaryDirectory() as folder:
        package = {"name": "audited", "version": "0.0.0", "dependencies": wanted}
        (Path(folder) / "package.json").write_text(json.dumps(package), "utf-8")
        npm = [shutil.which("npm") or "npm", "--prefix", folder]
        _said(*npm, "install", "--package-lock-only", "--ignore-scripts", "--json")
        answer = _said(*npm, "audit", "--json")
    return {
        name: [str(via["url"] if isinstance(via, dict) else via) for via in each["via"]]
        for name, each in answer.get("vulnerabilities", {}).items()
    }


def _said(*command: str) -> dict[str, Any]:
    """Return the JSON a program answers with; nothing where it answers with none."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # fixed programs
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        sys.stderr.write(done.stderr[-1000:])
        return {}
    return answer if isinstance(answer, dict) else {}


def main(requirements: str, installed: str) -> None:
    """Print what is known, and fail where something is or nothing can be."""
    try:
        found = holes_in_packages(Path(requirements))
        found |= holes_in_scripts(Path(installed))
    except NoAdvisories as refused:
        sys.exit(str(refused))
    for name, known in found.items():
        sys.stdout.write(f"{name}: {', '.join(known)}\n")
    sys.exit(f"{len(found)} with known holes" if found else 0)


if __name__ == "__main__":
    main(*sys.argv[1:3])
