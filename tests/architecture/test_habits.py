"""What rots Django projects, refused by reading the code."""

import ast
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture import sources

REQUEST_SIDE = ("django.http", "django.shortcuts", "django.contrib.messages")
SUPPRESSION = re.compile(
    r"#\s*(noqa|nosec|type:\s*ignore|pragma: no cover)(.*)", re.DOTALL
)
EXPLAINED = {
    "noqa": re.compile(r"^:\s*[A-Z]+\d+(\s*,\s*[A-Z]+\d+)*\s+#\s*\S.{3,}"),
    "nosec": re.compile(r"^\s+B\d{3}(\s*,\s*B\d{3})*\s+#\s*\S.{3,}"),
    "type": re.compile(r"^\[[a-z-]+(\s*,\s*[a-z-]+)*\]\s+#\s*\S.{3,}"),
    "pragma": re.compile(r"^\s*[-#:,(]?\s*\S.{3,}"),
}
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX)\b")
WITH_ISSUE = re.compile(r"\b(TODO|FIXME)\(#\d+\)")


def comments(path: Path) -> Iterator[tuple[int, str]]:
    with path.open("rb") as file:
        for token in tokenize.tokenize(file.readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string


def is_explained(comment: str) -> bool:
    found = SUPPRESSION.search(comment)
    if found is None:
        return True
    kind = re.split(r"[:\s]", found[1])[0]
    return bool(EXPLAINED[kind].match(found[2]))


@pytest.mark.parametrize(
    ("comment", "explained"),
    [
        ("# noqa", False),
        ("# noqa: ARG001", False),
        ("# noqa: ARG001  # Django's signature", True),
        ("# noqa: F401, PLC0415  # needs the registry", True),
        ("# nosec", False),
        ("# nosec B404", False),
        ("# nosec B404  # no shell is wanted", True),
        ("# type: ignore", False),
        ("# type: ignore[misc]", False),
        ("# type: ignore[misc]  # no types are published", True),
        ("# pragma: no cover", False),
        ("# pragma: no cover - only on macOS", True),
        ("# an ordinary remark", True),
    ],
)
def test_suppressions_are_recognised(comment, explained):
    assert is_explained(comment) is explained


def test_every_suppression_has_a_code_and_a_reason():
    bare = [
        f"{sources.at(path, line)} {comment}"
        for path in sources.tracked("*.py")
        for line, comment in comments(path)
        if not is_explained(comment)
    ]

    assert bare == [], f"Write `# noqa: CODE  # reason`, or mend the cause: {bare}"


def test_no_signal_receivers():
    found = [
        sources.at(path, function.lineno)
        for path in sources.product_files(*sources.APPS)
        for function in sources.functions(path)
        for decorator in function.decorator_list
        if "receiver" in ast.unparse(decorator)
    ]

    assert found == [], f"Signals hide effects; call the service instead: {found}"


def test_no_save_or_delete_override():
    found = [
        sources.at(path, function.lineno)
        for path in sources.layer("models")
        for function in sources.functions(path)
        if function.name in {"save", "delete"}
    ]

    assert found == [], f"Models hold data; write in a service instead: {found}"


def test_services_know_nothing_of_requests():
    found = [
        f"{sources.at(path, line)} {module}"
        for name in ("services", "selectors", "policies", "outbox", "documents")
        for path in sources.layer(name)
        for module, line in sources.imported_modules(path)
        if module.startswith(REQUEST_SIDE)
    ]
    found += [
        f"{sources.at(path, function.lineno)} {function.name}(request)"
        for path in sources.layer("services")
        for function in sources.functions(path)
        if "request" in {a.arg for a in ast.walk(function) if isinstance(a, ast.arg)}
    ]

    assert found == [], (
        "Tasks, commands and tests call services too: pass values, raise an error of"
        f" the app, and let the view answer: {found}"
    )


def test_services_take_keywords_only():
    found = [
        f"{sources.at(path, function.lineno)} {function.name}"
        for path in sources.layer("services")
        for function in sources.tree(path).body
        if isinstance(function, sources.Function)
        and not function.name.startswith("_")
        and (function.args.args or function.args.posonlyargs)
    ]

    assert found == [], f"Begin the parameters of a service with `*`: {found}"


def test_only_assess_calls_evaluate():
    found = [
        sources.at(path, node.lineno)
        for path in sources.product_files()
        if not path.is_relative_to(sources.BASE / "eligibility" / "core")
        and not is_eligibility_service(path)
        for node in ast.walk(sources.tree(path))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).rpartition(".")[2] == "evaluate"
    ]

    assert found == [], (
        "Call `eligibility.services`' assess: one road to a verdict keeps the panel,"
        f" the submission and the pack equal: {found}"
    )


def is_eligibility_service(path: Path) -> bool:
    return path.relative_to(sources.BASE).as_posix().startswith("eligibility/services")


def test_migrations_change_the_schema_only():
    found = [
        str(path.relative_to(sources.BASE))
        for path in sources.tracked("*.py")
        if "migrations" in path.parts
        and re.search(r"\bRun(Python|SQL)\b", path.read_text(encoding="utf-8"))
    ]

    assert found == [], f"Load data by an idempotent command instead: {found}"


def test_no_print():
    found = [
        sources.at(path, node.lineno)
        for path in sources.product_files()
        if path.name != "bootstrap.py"
        for node in ast.walk(sources.tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "print"
    ]

    assert found == [], f"Log with structlog, or use a command's self.stdout: {found}"


def test_nothing_is_left_to_do_without_an_issue():
    found = [
        f"{sources.at(path, line)} {comment}"
        for path in sources.tracked("*.py")
        for line, comment in comments(path)
        if UNFINISHED.search(comment) and not WITH_ISSUE.search(comment)
    ]

    assert found == [], f"Do it now, or write `TODO(#12)` with its issue: {found}"


def test_no_merge_was_left_half_done():
    marks = ("<<<<<<< ", ">>>>>>> ")
    found = [
        f"{path.relative_to(sources.BASE)}:{number}"
        for pattern in ("*.md", "*.py", "*.html", "*.css", "*.js", "*.toml", "Makefile")
        for path in sources.tracked(pattern)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if line.startswith(marks)
    ]

    assert found == [], f"Decide what stays, and delete the marks: {found}"


def test_modules_say_what_they_are_for():
    found = [
        str(path.relative_to(sources.BASE))
        for path in sources.product_files()
        if path.read_text(encoding="utf-8").strip()
        and not ast.get_docstring(sources.tree(path))
    ]

    assert found == [], f"Begin each with one sentence on its purpose: {found}"


def test_no_common_or_utils():
    found = [
        str(path.relative_to(sources.BASE))
        for path in sources.product_files()
        if {path.stem, path.parent.name} & {"common", "utils", "helpers", "misc"}
    ]

    assert found == [], f"Name a module for its noun: {found}"
