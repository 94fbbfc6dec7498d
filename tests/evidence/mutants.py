"""Mutants of the core: what they change, and a copy of the code that holds them all.

mutmut writes every mutant of a function beside it; which one runs is chosen while the
tests run, so that one copy serves them all. Functions under a decorator other than
`staticmethod` and `classmethod` are left alone by it.
"""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import ndiff
from pathlib import Path
from textwrap import dedent

from mutmut.mutation.data import LineSpan
from mutmut.mutation.file_mutation import MutatedFile, mutate_file_contents

ROOT = Path(__file__).parents[2]
CORE = Path("eligibility") / "core"
COPIED = ("alliances", "config", "eligibility", "fixtures", "proposals", "tests")
# The tests of the core need nothing of Django; few examples, the same each time, and
# no search for the smallest one that fails.
CONFTEST = """
from hypothesis import HealthCheck, Phase, settings

settings.register_profile(
    "mutants",
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=12,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("mutants")
"""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One small change of one function."""

    module: str
    """Without the package: `census`."""
    name: str
    """As the mutated module knows it: `x_merge_rows__mutmut_3`."""
    was: str
    """The lines that are changed."""
    becomes: str

    @property
    def function(self) -> str:
        """The function it changes, methods with their class: `Table.take`."""
        mangled = self.name.partition("__mutmut_")[0]
        return mangled[2:].replace("ǁ", ".")

    @property
    def change(self) -> tuple[str, str, str]:
        """Where and what it changes; survivors are explained by it."""
        return f"{self.module}.{self.function}", self.was, self.becomes


def module_names() -> list[str]:
    """Return the modules of the core, in the order of the alphabet."""
    names = [each.stem for each in sorted((ROOT / CORE).glob("*.py"))]
    return [each for each in names if each != "__init__"]


def copy_with_mutants(place: Path, modules: list[str]) -> list[Mutant]:
    """Copy the code to `place`, the named modules with all their mutants."""
    for name in COPIED:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, place / name, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", place)
    (place / "tests" / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    found: list[Mutant] = []
    for name in modules:
        file = place / CORE / f"{name}.py"
        mutated = mutate_file_contents(str(file), file.read_text(encoding="utf-8"))
        file.write_text(mutated.code, encoding="utf-8")
        found += _mutants(name, mutated)
    return found


def _mutants(module: str, mutated: MutatedFile) -> Iterator[Mutant]:
    lines = mutated.code.splitlines()
    for name in mutated.mutant_names:
        original = f"{name.partition('__mutmut_')[0]}__mutmut_orig"
        before = _source(lines, mutated.line_span_by_function_name, original)
        after = _source(lines, mutated.line_span_by_function_name, name)
        diff = list(ndiff(before, after))
        yield Mutant(module, name, _marked(diff, "- "), _marked(diff, "+ "))


def _source(lines: list[str], spans: Mapping[str, LineSpan], name: str) -> list[str]:
    """Return the lines of a function without its name, which differs."""
    span = spans[name]
    text = dedent("\n".join(lines[span.start - 1 : span.end]))
    return text.replace(name, "function").splitlines()


def _marked(diff: list[str], mark: str) -> str:
    return " ".join(line[2:].strip() for line in diff if line.startswith(mark))
