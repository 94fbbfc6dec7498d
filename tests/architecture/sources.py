"""Finds and parses the product's Python for the tests beside this file."""

import ast
import functools
import subprocess
from collections.abc import Iterator
from pathlib import Path

BASE = Path(__file__).resolve().parents[2]
APPS = ("alliances", "eligibility", "proposals")
PRODUCT = (*APPS, "config")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@functools.cache
def tracked(pattern: str) -> tuple[Path, ...]:
    """Return files of the repository, also new ones git does not ignore."""
    command = ["git", "ls-files", "-co", "--exclude-standard", "--", pattern]
    listing = subprocess.run(
        command, cwd=BASE, capture_output=True, text=True, check=False
    ).stdout
    found = [BASE / line for line in listing.splitlines()]
    if not found:
        # A copy without its history, such as an archive somebody downloaded.
        found = [path for path in BASE.rglob(pattern) if ".venv" not in path.parts]
    return tuple(sorted(path for path in found if path.is_file()))


def product_files(*folders: str) -> Iterator[Path]:
    """Yield the product's own Python: no tests, no generated migrations."""
    for path in tracked("*.py"):
        parts = path.relative_to(BASE).parts
        if parts[0] in (folders or PRODUCT) and "migrations" not in parts:
            yield path


def layer(name: str) -> Iterator[Path]:
    """Yield the files of one layer of the apps, be it a module or a package."""
    for path in product_files(*APPS):
        parts = path.relative_to(BASE).with_suffix("").parts
        if len(parts) > 1 and parts[1] == name:
            yield path


@functools.cache
def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> Iterator[Function]:
    """Yield every function and method of a file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, Function):
            yield node


def imported_modules(path: Path) -> Iterator[tuple[str, int]]:
    """Yield each imported module, and each imported name with its module."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno
            for alias in node.names:
                yield f"{node.module}.{alias.name}", node.lineno


def length(function: Function) -> int:
    """Return the lines of a function, its decorators and docstring left out."""
    assert function.end_lineno is not None
    first = function.body[0]
    docstring = ast.get_docstring(function) is not None
    skipped = (first.end_lineno or 0) - first.lineno + 1 if docstring else 0
    return function.end_lineno - function.lineno + 1 - skipped


def at(path: Path, line: int) -> str:
    """Return where something stands, as editors understand it."""
    return f"{path.relative_to(BASE)}:{line}"
