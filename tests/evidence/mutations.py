"""Mutants of the core: each small change of the code must turn a test red.

`python -m tests.evidence mutations 95` works on a copy in a temporary folder, with the
tests of the core alone, and fails below 95 of 100 killed. Survivors are listed; those
that change nothing anybody can see are explained in docs/eligibility.md.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
COPIED = ("alliances", "config", "eligibility", "fixtures", "proposals", "tests")
# mutmut starts pytest more than once in a process, which ours for Django refuses.
CONFTEST = """
from hypothesis import HealthCheck, settings

settings.register_profile(
    "mutants",
    derandomize=True,
    deadline=None,
    max_examples=25,
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("mutants")
"""
CONFIGURATION = """
[tool.mutmut]
source_paths = ["eligibility"]
only_mutate = ["eligibility/core/*.py"]
pytest_add_cli_args_test_selection = ["tests/eligibility/core"]
pytest_add_cli_args = ["-q", "-x", "-p", "no:cacheprovider", "-p", "no:django"]
also_copy = ["alliances", "config", "proposals", "fixtures", "tests", "pyproject.toml"]
track_dependencies = false
"""


def main(number: int) -> None:
    """Run every mutant; fail below `number` of 100 killed."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for name in COPIED:
            shutil.copytree(ROOT / name, place / name)
        (place / "tests" / "conftest.py").write_text(CONFTEST, encoding="utf-8")
        text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
        (place / "pyproject.toml").write_text(text + CONFIGURATION, encoding="utf-8")
        tool = Path(sys.executable).with_name("mutmut")
        env = {**os.environ, "PYTHONPATH": folder}
        subprocess.run(
            [tool, "run", "--max-children", "2"], check=False, cwd=place, env=env
        )
        listed = subprocess.run(
            [tool, "results", "--all", "true"],
            check=True,
            capture_output=True,
            text=True,
            cwd=place,
            env=env,
        ).stdout.splitlines()
    killed = [line for line in listed if line.endswith(("killed", "timeout"))]
    alive = [line for line in listed if line.endswith(("survived", "no tests"))]
    sys.stdout.write("\n".join(alive))
    share = 100 * len(killed) / max(1, len(killed) + len(alive))
    sys.stdout.write(
        f"\n{len(killed)} mutants killed, {len(alive)} not: {share:.1f} %\n"
    )
    if share < number:
        sys.exit(f"fewer than {number} of 100 mutants were killed")
