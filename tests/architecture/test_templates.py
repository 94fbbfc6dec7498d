"""Templates compile, stay free of inline code and show what they are given."""

import contextlib
import importlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django import forms
from django.template.loader import get_template

from tests.architecture import sources

TEMPLATES = [path for path in sources.tracked("*.html") if "templates" in path.parts]
DJANGO = re.compile(r"{%.*?%}|{#.*?#}|{{.*?}}", re.DOTALL)
TAKES = re.compile(r"{% comment %}\s*(?:[^{]*?)(?:Inputs?:|No inputs|Blocks:)")
# What a library draws is handed what the library says.
OWN_FOLDERS = (
    "alliances",
    "components",
    "documents",
    "eligibility",
    "frame",
    "proposals",
)
DOTTED = re.compile(
    r"\b((?:alliances|eligibility|proposals|config|documents|forms|selectors|policies"
    r"|views)(?:\.[a-z_]+)*\.[A-Z]\w+)"
)
COMMENT = re.compile(r"{%\s*comment.*?endcomment\s*%}", re.DOTALL)


class InlineCode(HTMLParser):
    """Collects what the content security policy of this site would block."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        names = {name for name, _ in attrs}
        line = self.getpos()[0]
        if tag == "style" or (tag == "script" and "src" not in names):
            self.found.append(f"line {line}: <{tag}>")
        for name, value in attrs:
            if name == "style" or re.fullmatch(r"on[a-z]+|hx-on.*", name):
                self.found.append(f"line {line}: {name}=")
            if (value or "").strip().lower().startswith("javascript:"):
                self.found.append(f"line {line}: {name}=javascript:")


def inline_code(text: str) -> list[str]:
    # Blanked, not removed: line numbers must stay true.
    plain = COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    plain = DJANGO.sub(lambda found: "x" + "\n" * found[0].count("\n"), plain)
    parser = InlineCode()
    parser.feed(plain)
    return parser.found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>\n<script>go()</script>", ["line 2: <script>"]),
        ('<script src="{% static "a.js" %}"></script>', []),
        ("<style>p {}</style>", ["line 1: <style>"]),
        ('<p style="color: red">', ["line 1: style="]),
        ('<a onclick="go()">', ["line 1: onclick="]),
        ('<a hx-on:click="go()">', ["line 1: hx-on:click="]),
        ('<a href="javascript:go()">', ["line 1: href=javascript:"]),
    ],
)
def test_inline_code_is_recognised(text, found):
    assert inline_code(text) == found


@pytest.mark.parametrize(
    "path", TEMPLATES, ids=lambda path: str(path.relative_to(sources.BASE))
)
def test_template_compiles(path: Path):
    get_template(name_of(path))


def test_templates_contain_no_inline_code():
    found = {
        str(path.relative_to(sources.BASE)): parts
        for path in TEMPLATES
        # Packs are printed and mails are sent: no policy applies to them.
        if not {"documents", "mails"} & set(path.parts)
        and (parts := inline_code(path.read_text(encoding="utf-8")))
    }

    assert found == {}, f"The policy blocks it; use a file under static/: {found}"


def test_templates_say_what_they_take():
    silent = [
        str(path.relative_to(sources.BASE))
        for path in TEMPLATES
        if path.relative_to(sources.BASE).parts[1] in OWN_FOLDERS
        and not TAKES.search(path.read_text(encoding="utf-8"))
    ]

    assert silent == [], f"Say `Inputs: …` in a comment on top: {silent}"


def is_there(name: str) -> bool:
    """Say whether a dotted name leads to something in one of the apps."""
    for app in ("", *(f"{each}." for each in sources.APPS)):
        module, _dot, last = f"{app}{name}".rpartition(".")
        with contextlib.suppress(ImportError):
            if hasattr(importlib.import_module(module), last):
                return True
    return False


def test_what_templates_take_exists():
    named = {
        (name_of(path), name)
        for path in TEMPLATES
        for comment in COMMENT.findall(path.read_text(encoding="utf-8"))
        for name in DOTTED.findall(comment)
    }

    assert len(named) > 100
    assert sorted(pair for pair in named if not is_there(pair[1])) == []


def test_templates_are_not_marked_safe():
    found = [
        f"{path.relative_to(sources.BASE)}: {mark}"
        for path in TEMPLATES
        for mark in re.findall(
            r"\|\s*safe\b|{%\s*autoescape off", path.read_text(encoding="utf-8")
        )
    ]

    assert found == [], f"Build HTML with format_html in Python instead: {found}"


def name_of(path: Path) -> str:
    parts = path.relative_to(sources.BASE).parts
    return "/".join(parts[parts.index("templates") + 1 :])


class Asked(forms.Form):
    line = forms.CharField(max_length=3)
    text = forms.CharField(max_length=3, widget=forms.Textarea)


def test_nothing_pasted_is_cut():
    """Browsers cut at `maxlength` without a word; the server says what is too long."""
    cut = [path for path in TEMPLATES if "maxlength=" in path.read_text("utf-8")]

    assert cut == []
    assert "maxlength" not in Asked().as_div()
