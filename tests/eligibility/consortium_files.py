"""Real consortia, one change away from themselves, and the command run on them."""

import io
import json
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command

FIXTURES = Path(__file__).parents[2] / "fixtures" / "consortia"
CHARTER = "charter-2020-lot-2"
CONSTRUCTION = "construction-blueprint-2018-lot-3"
SENDING = "sending-2017-lot-2"

SHEET = """name;country;role;type
Université de Louvain;BE;applicant;higher_education
Yodiwo;EL;full_partner;sme|ngo
"""


@dataclass(frozen=True)
class Run:
    """What one run of the command left behind."""

    status: int
    output: str
    errors: str

    @property
    def report(self):
        return json.loads(self.output)

    def finding(self, clause):
        (found,) = [f for f in self.report["findings"] if f["clause"] == clause]
        return found

    def clauses(self, outcome, reading="outcome"):
        """Name the blocking clauses with this outcome."""
        return [
            each["clause"]
            for each in self.report["findings"]
            if each[reading] == outcome and each["severity"] == "blocking"
        ]


def run(*arguments):
    """Run the command in this process."""
    output, errors = io.StringIO(), io.StringIO()
    status = 0
    try:
        call_command(
            "check_consortium", *map(str, arguments), stdout=output, stderr=errors
        )
    except SystemExit as end:
        status = int(end.code or 0)
    return Run(status, output.getvalue(), errors.getvalue())


def load(name):
    return json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))


def without(consortium, *names):
    """Leave partners out by name; each must have been there."""
    kept = [each for each in consortium["partners"] if each["name"] not in names]
    assert len(kept) == len(consortium["partners"]) - len(names)
    return consortium | {"partners": kept}


def only(consortium, *names):
    """Keep these partners."""
    kept = [each for each in consortium["partners"] if each["name"] in names]
    assert len(kept) == len(names)
    return consortium | {"partners": kept}


def changed(consortium, name, **changes):
    """Change one partner, found by name."""
    assert name in [each["name"] for each in consortium["partners"]]
    return consortium | {
        "partners": [
            each | changes if each["name"] == name else each
            for each in consortium["partners"]
        ]
    }
