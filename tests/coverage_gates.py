"""Judges the measured branch coverage: 100 % of the core, 95 % of the rest."""

import subprocess
import sys

COVERAGE = [sys.executable, "-m", "coverage"]
CORE = "eligibility/core/*"
# Run before anything is installed, or as the parent of everything; their tests start
# them as programs, where nothing is measured.
PROGRAMS = "config/bootstrap.py,config/supervisor.py"
GATES = {
    "eligibility/core": ["--include", CORE, "--fail-under", "100"],
    "everything else": ["--omit", f"{CORE},{PROGRAMS}", "--fail-under", "95"],
}


def main() -> int:
    """Report each gate that is not met; return the exit status."""
    subprocess.run([*COVERAGE, "combine", "--quiet"], check=False, capture_output=True)
    failed = []
    for name, options in GATES.items():
        report = [*COVERAGE, "report", "--skip-covered", "--precision", "2", *options]
        print(f"\nBranch coverage of {name}:", flush=True)
        if subprocess.run(report, check=False).returncode:
            failed.append(name)
    if failed:
        print(f"\nToo little is tested in {' and '.join(failed)}: see the lines above.")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
