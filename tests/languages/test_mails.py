"""Mails of every kind speak the language of who gets them."""

import ast

import pytest

from proposals.selectors.letters.letter_kinds import KINDS
from tests.architecture import sources
from tests.architecture.marked import has_words

GETTEXT = {"_", "_lazy", "gettext", "ngettext", "npgettext", "pgettext"}
MAILS = sources.BASE / "proposals" / "emails"
WRITTEN = sources.BASE / "proposals" / "services" / "written_letters.py"
TECHNICAL = {"Auto-Submitted", "List-Unsubscribe", "List-Unsubscribe-Post", "NFKC"}
"""Names of headers and of a form of letters; "One-Click" is the value of one."""


def unmarked(tree):
    """Return the words a module says past gettext; single small ones are codes."""
    marked = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            marked.add(id(node.value))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in GETTEXT:
            marked |= {id(each) for each in ast.walk(node)}
    said = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in marked
        and has_words(node.value)
    ]
    return [each for each in said if " " in each.strip() or each[:1].isupper()]


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("letter(subject=_('Hello %s') % name, to=row.email)", []),
        ("letter(subject='Hello there', to=row.email)", ["Hello there"]),
        ("paragraphs = [f'Hello {name}', 'name']", ["Hello "]),
        ("'Says nothing.'\nngettext('One day', 'Two days', 2)", []),
    ],
)
def test_words_past_gettext_are_recognised(code, found):
    assert unmarked(ast.parse(code)) == found


@pytest.mark.parametrize("path", sorted(MAILS.glob("*.py")), ids=lambda path: path.stem)
def test_no_mail_says_a_word_past_gettext(path):
    found = set(unmarked(sources.tree(path))) - TECHNICAL

    assert found - {"List-Unsubscribe=One-Click"} == set()


def test_every_kind_of_mail_is_written_there():
    written = "\n".join(path.read_text(encoding="utf-8") for path in MAILS.glob("*.py"))
    services = (sources.BASE / "proposals/services/written_letters.py").read_text(
        "utf-8"
    )

    for kind in KINDS:
        module, _, name = kind.writer.rpartition(".")
        where = services if module.endswith("written_letters") else written
        assert f"def {name}(" in where
