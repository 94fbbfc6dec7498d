"""Counts which lines and branches the tests run: `pytest -p tests.measured`.

Read before anything of the product, in every process of pytest-xdist. Probes in the
code count; a tracer beside it makes Python 3.11 run every instruction slowly, those of
Django too, and the suite took almost three times as long.
"""

import json
import os
import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path

import pytest
from slipcover import Slipcover
from slipcover.importer import SlipcoverLoader

BASE = Path(__file__).resolve().parent.parent
PACKAGES = ("alliances", "config", "eligibility", "proposals")
NOT_MEASURED = ["*/migrations/*"]
PROGRAM = "if __name__ == .__main__.:"
# Slipcover would take out probes that are no longer needed, by changing code while
# threads run it; a probe costs less than such a surprise.
NEVER = 2**31 - 1


def new_counter(*, of_everything: bool = False) -> Slipcover:
    """Return a counter; one of everything also knows the files nobody imported."""
    return Slipcover(
        branch=True,
        d_miss_threshold=NEVER,
        exclude_also=[PROGRAM],
        source=[str(BASE / name) for name in PACKAGES] if of_everything else None,
        omit=NOT_MEASURED,
    )


class ProductFinder(MetaPathFinder):
    """Hands out the modules of the product with probes in them."""

    def __init__(self, counter: Slipcover) -> None:
        self.counter = counter

    def find_spec(self, fullname, path=None, target=None) -> ModuleSpec | None:
        if fullname.partition(".")[0] not in PACKAGES or ".migrations" in fullname:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec and spec.origin and isinstance(spec.loader, SourceFileLoader):
            spec.loader = SlipcoverLoader(self.counter, spec.loader, spec.origin)
        return spec


COUNTER = new_counter()
sys.meta_path.insert(0, ProductFinder(COUNTER))


def pytest_unconfigure(config: pytest.Config) -> None:  # noqa: ARG001  # pytest's name
    """Leave what this process saw for `tests.coverage_gates`."""
    process = os.environ.get("PYTEST_XDIST_WORKER", "main")
    path = BASE / f".coverage.{process}.json"
    path.write_text(json.dumps(COUNTER.get_coverage()), encoding="utf-8")
