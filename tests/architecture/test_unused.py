"""Nothing stands in the product that the product does not use."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from django.template import engines
from django.template.library import import_library

from tests.architecture import sources

WORD = re.compile(r"\w+")
LOAD = re.compile(r"{%\s*load\s+([^%]*?)\s*%}")
COMMENT = re.compile(r"/\*.*?\*/|url\([^)]*\)|\"[^\"]*\"", re.DOTALL)
CLASS = re.compile(r"\.(-?[a-z_][\w-]*)", re.IGNORECASE)
NAME = re.compile(r"[\w-]+")
MADE = re.compile(r"([\w-]*(?:-|__))(?={)")
"""How a name begins that ends in something a page is given: `icon--{{ mark }}`."""
HANDED = ("admin.register", "asked", "receiver", "register", "shared_task", "signals.")
"""Decorators by which a library gets to know something and calls it."""

# Sheets for what Django's administration draws, by the names it has there.
ADMIN = "admin.css"
WRITTEN_ELSEWHERE = {
    "helptext": "Django's own forms, in the administration",
}


@cache
def texts(*patterns: str) -> dict[Path, str]:
    """Return the files of the product by these endings; none of its tests."""
    found = chain.from_iterable(map(sources.tracked, patterns))
    return {
        path: path.read_text("utf-8")
        for path in found
        if path.relative_to(sources.BASE).parts[0] not in {"tests", "docs", "locale"}
    }


def own_names(path: Path, tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield what a module offers, and what plain classes of it do, with its place."""
    kinds = (ast.FunctionDef, ast.ClassDef)
    tops = [each for each in tree.body if isinstance(each, kinds)]
    plain = [each for each in tops if isinstance(each, ast.ClassDef) and not each.bases]
    methods = [one for each in plain for one in each.body if isinstance(one, kinds)]
    for each in (*tops, *methods):
        if not any(ast.unparse(one).startswith(HANDED) for one in each.decorator_list):
            yield each.name, f"{path.relative_to(sources.BASE)}:{each.lineno}"


def is_ours(name: str) -> bool:
    return not name.startswith("__")


def test_nothing_is_there_for_tests_alone():
    said = texts("*.py", "*.html", "*.txt", "*.toml", "*.yml", "Makefile", "Dockerfile")
    counts = Counter(chain.from_iterable(WORD.findall(each) for each in said.values()))
    offered = [
        pair
        for path in sources.product_files()
        for pair in own_names(path, ast.parse(said[path]))
    ]
    found = [f"{place} {n}" for n, place in offered if is_ours(n) and counts[n] == 1]

    assert len(offered) > 3000
    assert found == [], f"Only tests use it, or nobody: take it away: {found}"


OFFERS = """
@register.filter
def drawn(value): ...
@cache
def kept(): ...
class Plain:
    @property
    def words(self): ...
class Theirs(Base):
    def hook(self): ...
"""


def test_what_a_library_calls_by_itself_is_not_asked_for():
    names = own_names(sources.BASE / "one.py", ast.parse(OFFERS))

    assert [name for name, _place in names] == ["kept", "Plain", "Theirs", "words"]


def used_nowhere(sheets: dict[Path, str], said: str) -> list[str]:
    """Return classes of sheets that no page and no script can have."""
    names, begun = set(NAME.findall(said)), tuple(set(MADE.findall(said)))
    return sorted(
        f"{path.name} .{each}"
        for path, sheet in sheets.items()
        for each in set(CLASS.findall(COMMENT.sub("", sheet)))
        if each not in names | WRITTEN_ELSEWHERE.keys() and not each.startswith(begun)
    )


def test_no_style_is_for_nothing():
    sheets = {p: text for p, text in texts("*.css").items() if p.name != ADMIN}
    said = "\n".join(texts("*.html", "*.js", "*.py", "*.svg").values())

    assert len(sheets) > 20
    assert used_nowhere(sheets, said) == []


def test_a_style_for_nothing_would_be_found():
    sheet = {Path("one.css"): ".here, .mark--met { color: red } .gone:hover { top: 0 }"}

    assert used_nowhere(sheet, 'class="here mark--{{ x }}"') == ["one.css .gone"]


@cache
def offered_by(library: str) -> frozenset[str]:
    """Return the tags and filters a template may use of a library."""
    path = engines["django"].engine.libraries[library]  # type: ignore[attr-defined]  # by its name
    found = import_library(path)
    return frozenset({*found.tags, *found.filters})


def loaded_for_nothing(text: str) -> list[str]:
    """Return the libraries a template loads and uses nothing of."""
    used = set(WORD.findall(LOAD.sub("", text)))
    named = " ".join(each for each in LOAD.findall(text) if " from " not in each)
    return [each for each in named.split() if not offered_by(each) & used]


def test_templates_load_what_they_use():
    found = {
        str(path.relative_to(sources.BASE)): idle
        for path, text in texts("*.html", "*.txt").items()
        if "templates" in path.parts and (idle := loaded_for_nothing(text))
    }

    assert found == {}


@pytest.mark.parametrize(
    ("text", "idle"),
    [
        ("{% load i18n %}<p>", ["i18n"]),
        ('{% load i18n static %}{% translate "Yes" %}', ["static"]),
        ("{% load humanize from x %}", []),
    ],
)
def test_what_is_loaded_for_nothing_would_be_found(text, idle):
    assert loaded_for_nothing(text) == idle
