"""Completeness asks no database and knows no address."""

import ast

from tests.architecture.sources import BASE

FOLDER = BASE / "proposals" / "completeness"
FORBIDDEN = ("django.db", "django.urls", "django.http", "proposals.models")


def imported(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names)


def test_nothing_in_it_queries_or_links():
    found = {
        (path.name, name)
        for path in FOLDER.glob("*.py")
        for name in imported(path)
        if name.startswith(FORBIDDEN)
    }

    assert found == set()
    assert any(imported(FOLDER / "money.py"))
