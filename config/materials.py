"""What an installation is made of, as CycloneDX: packages, and what came inside them.

`python -m config.materials REQUIREMENTS FILE`, by the tools of requirements-audit.txt;
the server never imports it. The packages are read by cyclonedx-bom; scripts and styles
for browsers are found in the installed packages, and the whole is validated.
"""

import hashlib
import json
import re
import subprocess  # nosec B404  # a fixed program, no shell
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SPECIFICATION = "1.6"


@dataclass(frozen=True, slots=True)
class Carried:
    """What a package carries of another project, and where its version stands."""

    package: str
    name: str
    path: str
    version: re.Pattern[str] | None
    licence: str


ADMIN = "django/contrib/admin/static/admin/js/vendor"
INSIDE = (
    Carried(
        "django-htmx",
        "htmx.org",
        "django_htmx/static/django_htmx/htmx-2.min.js",
        re.compile(r'version:"([\d.]+)"'),
        "0BSD",
    ),
    Carried(
        "django-allauth",
        "@github/webauthn-json",
        "allauth/mfa/static/mfa/js/webauthn-json.js",
        None,
        "MIT",
    ),
    Carried(
        "django",
        "jquery",
        f"{ADMIN}/jquery/jquery.min.js",
        re.compile(r"jQuery v([\d.]+)"),
        "MIT",
    ),
    Carried(
        "django",
        "select2",
        f"{ADMIN}/select2/select2.full.min.js",
        re.compile(r"Select2 ([\d.]+)"),
        "MIT",
    ),
    Carried(
        "django",
        "xregexp",
        f"{ADMIN}/xregexp/xregexp.js",
        re.compile(r"XRegExp(?:-All)? ([\d.]+)"),
        "MIT",
    ),
)
"""Only these: what else lies in packages no page of ours loads."""


def bill_of_materials(requirements: Path, installed: Path) -> str:
    """Return the bill as JSON; of the same packages it is the same bytes."""
    command = [
        *(sys.executable, "-m", "cyclonedx_py", "requirements", str(requirements)),
        *("--of", "JSON", "--sv", SPECIFICATION, "--output-reproducible", "-o", "-"),
    ]
    listed = subprocess.run(command, capture_output=True, check=True).stdout  # noqa: S603  # fixed program
    bill: dict[str, Any] = json.loads(listed)
    known = {each["name"].lower(): each["bom-ref"] for each in bill["components"]}
    for carried, component in inside(installed):
        bill["components"].append(component)
        owner = known[carried.package]
        (depends,) = (each for each in bill["dependencies"] if each["ref"] == owner)
        depends.setdefault("dependsOn", []).append(component["bom-ref"])
        bill["dependencies"].append({"ref": component["bom-ref"]})
    return json.dumps(bill, indent=2, ensure_ascii=False) + "\n"


def inside(installed: Path) -> Iterator[tuple[Carried, dict[str, Any]]]:
    """Yield what packages carry; FileNotFoundError where it is there no more."""
    for each in INSIDE:
        content = (installed / each.path).read_bytes()
        found = each.version and each.version.search(content.decode("utf-8"))
        if each.version and not found:
            raise LookupError(f"{each.path} does not say its version as it did")
        version = {"version": found[1]} if found else {}
        at = f"@{found[1]}" if found else ""
        yield (
            each,
            {
                "bom-ref": f"inside-{each.name}",
                "type": "library",
                "name": each.name,
                **version,
                "purl": f"pkg:npm/{each.name.replace('@', '%40')}{at}",
                "licenses": [{"license": {"id": each.licence}}],
                "hashes": [
                    {"alg": "SHA-256", "content": hashlib.sha256(content).hexdigest()}
                ],
                "properties": [{"name": "path", "value": each.path}],
            },
        )


def faults(bill: str) -> str:
    """Return what the schema says against a bill; nothing where it is valid."""
    from cyclonedx.schema import SchemaVersion  # noqa: PLC0415  # no package of a server
    from cyclonedx.validation.json import JsonStrictValidator  # noqa: PLC0415  # as above

    found = JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill)
    return str(found or "")


def main(requirements: str, file: str, installed: str) -> None:
    """Write the bill of what is installed, or say what is wrong with it."""
    bill = bill_of_materials(Path(requirements), Path(installed))
    if said := faults(bill):
        sys.exit(f"Not CycloneDX {SPECIFICATION}: {said}")
    Path(file).write_text(bill, "utf-8")
    number = len(json.loads(bill)["components"])
    sys.stdout.write(f"{file}: {number} components, CycloneDX {SPECIFICATION}, valid\n")


if __name__ == "__main__":
    main(*sys.argv[1:4])
