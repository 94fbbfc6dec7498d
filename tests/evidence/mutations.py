"""Mutants of the core: each small change of the code must turn a test red.

`python -m tests.evidence mutations 95` works on a copy in a temporary folder, with the
tests of the core alone. It fails below 95 of 100 killed, not counting those explained
in survivors.toml, and where that file explains a mutant that does not survive. Names of
modules after the number try these alone.

What was killed once is kept in var/mutants and not tried again while the change is the
same: `rm -r var/mutants` after tests were removed.
"""

import json
import os
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.evidence.mutants import ROOT, Mutant, copy_with_mutants, module_names

KEPT = ROOT / "var" / "mutants"
EXPLAINED = Path(__file__).with_name("survivors.toml")
DEAD = {"killed", "ended"}
PYTEST = (
    *("-m", "pytest", "-q", "--tb=no", "--assert=plain", "-p", "no:cacheprovider"),
    # The project's own options are of Django's plugin, which the core does without.
    *("-o", "addopts=--import-mode=importlib"),
    *("-p", "no:randomly", "-p", "no:django", "-p", "tests.evidence.mutant_loop"),
    "tests/eligibility/core",
)
Fates = dict[Mutant, str]
Change = tuple[str, str, str]


def main(number: int, *names: str) -> None:
    """Try every mutant of the core, or of the modules named; print who lives."""
    fates: Fates = {}
    for name in names or module_names():
        found = tried(name)
        fates |= found
        counts = Counter(found.values())
        sys.stdout.write(f"{name:18} {dict(sorted(counts.items()))}\n")
        sys.stdout.flush()
    reasons = explanations(names)
    alive = {each for each, fate in fates.items() if fate not in DEAD}
    unexplained = [each for each in alive if each.change not in reasons]
    for each in sorted(unexplained, key=lambda one: one.change):
        sys.stdout.write("{}\n  - {}\n  + {}\n".format(*each.change))
    stale = reasons - {each.change for each in alive}
    share = 100 * (1 - len(unexplained) / max(1, len(fates)))
    sys.stdout.write(
        f"{len(fates)} mutants: {len(fates) - len(alive)} killed, {len(alive)} live,"
        f" {len(alive) - len(unexplained)} of them explained: {share:.1f} %\n"
    )
    if stale:
        sys.exit(f"explained, but not alive: {sorted(stale)}")
    if share < number:
        sys.exit(f"fewer than {number} of 100 mutants were killed or explained")


def explanations(names: Iterable[str]) -> set[Change]:
    """Return the changes that nobody can see, as survivors.toml explains them."""
    wanted = set(names) or set(module_names())
    listed = tomllib.loads(EXPLAINED.read_text(encoding="utf-8"))["survivor"]
    return {
        (each["function"], each["was"], each["becomes"])
        for each in listed
        if each["function"].partition(".")[0] in wanted and each["why"]
    }


def tried(name: str) -> Fates:
    """Return the fate of every mutant of a module; ask about those not killed yet."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        mutants = copy_with_mutants(place, [name])
        dead = known_dead(name)
        asked = [each for each in mutants if (each.name, each.change) not in dead]
        fates = {each: "killed" for each in mutants if each not in asked}
        if asked:
            fates |= answers(place, asked)
    keep(name, fates)
    return fates


def answers(place: Path, asked: list[Mutant]) -> Fates:
    """Run the tests of the core against mutants in a copy of the code."""
    full = {f"eligibility.core.{each.module}.{each.name}": each for each in asked}
    (place / "asked.txt").write_text("\n".join(full), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, *PYTEST],
        check=False,
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(place)},
        stdout=subprocess.PIPE,
        text=True,
    )
    lines = (place / "answers.txt").read_text(encoding="utf-8").splitlines()
    if len(lines) != len(asked):
        sys.exit(done.stdout)
    return {full[name]: fate for name, fate in map(str.split, lines)}


def known_dead(name: str) -> set[tuple[str, Change]]:
    """Return the mutants of a module that were killed in an earlier run."""
    file = KEPT / f"{name}.json"
    kept = json.loads(file.read_text(encoding="utf-8")) if file.exists() else []
    return {(mutant, tuple(change)) for mutant, change, fate in kept if fate in DEAD}


def keep(name: str, fates: Fates) -> None:
    """Keep what was found, for the next run and to look at."""
    KEPT.mkdir(parents=True, exist_ok=True)
    rows = [(each.name, each.change, fate) for each, fate in fates.items()]
    text = json.dumps(rows, ensure_ascii=False, indent=0)
    (KEPT / f"{name}.json").write_text(text, encoding="utf-8")
