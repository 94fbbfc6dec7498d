"""Finds what people would read in English whatever language they chose."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from tests.architecture import sources

TRANSLATED = (
    re.compile(r"{%\s*comment.*?endcomment\s*%}", re.DOTALL),
    re.compile(r"{#.*?#}"),
    re.compile(r"{%\s*blocktranslate\b.*?endblocktranslate\s*%}", re.DOTALL),
    re.compile(r"{%\s*block page_class\s*%}.*?{%\s*endblock\s*%}"),
    re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL),
)
"""What is translated, or no words: comments, tags, names of classes."""
READ = {"alt", "aria-description", "aria-label", "label", "placeholder", "title"}
"""Attributes that are read or spoken."""
SILENT = {"code", "script", "style"}
NAMES = re.compile(
    r"\b(CSV|DOCX|JSON|JPEG|NACE|OpenAPI|PDF|PIC|PNG|SHA-256|SVG|TOML|WP|XLSX)\b|"
    r"\b(applicant|full_partner|affiliated_entity|associated_partner|vet_provider)\b|"
    r"\bssa-(consortium|report)/1\b|\"schema\"|[\w-]+=\"[^\"]*\""
)
"""Names of formats and codes, and attributes a template is the list of."""
WORD = re.compile(r"[^\W\d_]{2,}")
LABELS = {
    *("description", "empty_label", "help_text", "label", "message"),
    *("short_description", "verbose_name", "verbose_name_plural"),
}
"""Names under which Python keeps what people read."""
SAYING = {"ValidationError": 0, "add_error": 1, "success": 1, "warning": 1, "info": 1}
"""Which argument of a function people read."""


class Loose(HTMLParser):
    """Collects words that stand outside of translation."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self._silent = 0

    def handle_starttag(self, tag, attrs):
        self._silent += tag in SILENT
        for name, value in attrs:
            if name in READ:
                self._look(value or "")

    def handle_endtag(self, tag):
        self._silent -= tag in SILENT

    def handle_data(self, data):
        if not self._silent:
            self._look(data)

    def _look(self, text):
        if has_words(text):
            self.found.append((self.getpos()[0], " ".join(text.split())))


def has_words(text: str) -> bool:
    """Say whether a text has words of a language, not just names and codes."""
    return bool(WORD.search(NAMES.sub("", text)))


def loose_words(source: str, *, is_markup: bool = True) -> list[tuple[int, str]]:
    """Return line and text of what a template says outside of translation."""
    for pattern in TRANSLATED:
        # Blanked, not removed: line numbers must stay true.
        source = pattern.sub(lambda found: "\n" * found[0].count("\n"), source)
    if not is_markup:
        lines = enumerate(source.splitlines(), 1)
        return [(number, line.strip()) for number, line in lines if has_words(line)]
    parser = Loose()
    parser.feed(source)
    return parser.found


def bare_labels(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield line and text of labels, helps and choices that are plain literals."""
    for value in (each for node in ast.walk(tree) for each in _said(node)):
        said = value.value if isinstance(value, ast.Constant) else None
        if isinstance(said, str) and has_words(said):
            yield value.lineno, said


def _said(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Call):
        return _said_by_call(node)
    if isinstance(node, ast.ClassDef) and _has_choices(node):
        values = [line.value for line in node.body if isinstance(line, ast.Assign)]
        return [each.elts[-1] for each in values if isinstance(each, ast.Tuple)]
    if isinstance(node, ast.Assign):
        names = {each.id for each in node.targets if isinstance(each, ast.Name)}
        return [node.value] if names & LABELS else []
    return []


def _said_by_call(call: ast.Call) -> list[ast.expr]:
    labels = [each.value for each in call.keywords if each.arg in LABELS]
    name = ast.unparse(call.func).rpartition(".")[2]
    place = SAYING.get(name)
    return labels if place is None else labels + call.args[place : place + 1]


def _has_choices(node: ast.ClassDef) -> bool:
    return any("Choices" in ast.unparse(base) for base in node.bases)


def said_at_import(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield line and text of what a module says in the language of its first reader.

    Where nothing is lazy, what stands outside of functions is said once, for all.
    """
    eager = _translating(tree)
    for node in _outside_of_functions(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in eager:
            yield node.lineno, ast.unparse(node)
        if isinstance(node, ast.JoinedStr) and ".label" in ast.unparse(node):
            yield node.lineno, ast.unparse(node)


def said_within_texts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield line and text of what is translated within an f-string.

    What collects the texts for translators does not look there.
    """
    names = _translating(tree)
    for text in ast.walk(tree):
        for node in ast.walk(text) if isinstance(text, ast.JoinedStr) else ():
            if isinstance(node, ast.Call) and ast.unparse(node.func) in names:
                yield node.lineno, ast.unparse(node)


def _translating(tree: ast.Module) -> set[str]:
    """Return what a module calls the functions that translate at once."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in {"gettext", "ngettext", "npgettext", "pgettext"}
    }


def _outside_of_functions(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, sources.Function | ast.Lambda):
            yield child
            yield from _outside_of_functions(child)


def templates() -> Iterator[Path]:
    """Yield every template of the product."""
    for pattern in ("*.html", "*.txt", "*.svg"):
        for path in sources.tracked(pattern):
            if path.relative_to(sources.BASE).parts[0] == "templates":
                yield path
