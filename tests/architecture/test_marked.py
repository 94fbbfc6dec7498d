"""Everything people read is marked for translation."""

import ast

import pytest

from tests.architecture import sources
from tests.architecture.marked import (
    bare_labels,
    loose_words,
    said_at_import,
    said_within_texts,
    templates,
)


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>\n Add</p>", [(1, "Add")]),
        ('<p>{% translate "Add" %}</p>', []),
        ("{% blocktranslate %}Add {{ n }}{% endblocktranslate %}", []),
        ("{# why #}{% comment %}why{% endcomment %}<code>add</code>", []),
        ('<input\n placeholder="Name">', [(1, "Name")]),
        ('<input placeholder="{% translate "Name" %}" name="name">', []),
        ("<b>PIC</b> 3 · SHA-256", []),
        ("<b>PIC, if any</b>", [(1, "PIC, if any")]),
    ],
)
def test_words_outside_of_translation_are_recognised(template, found):
    assert loose_words(template) == found


def test_words_of_a_mail_are_recognised():
    mail = '{% translate "Hello" %}\nRegards,\n{{ name }}\n'

    assert loose_words(mail, is_markup=False) == [(2, "Regards,")]


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("CharField(label='Name')", [(1, "Name")]),
        ("CharField(label=_('Name'), max_length=3)", []),
        ("raise ValidationError('Too long')", [(1, "Too long")]),
        ("form.add_error('name', 'Too long')", [(1, "Too long")]),
        ("messages.success(request, 'Saved')", [(1, "Saved")]),
        ("class A(TextChoices):\n  B = 'b', 'Bee'", [(2, "Bee")]),
        ("class A(TextChoices):\n  B = 'b', _('Bee')", []),
        ("class A:\n  verbose_name = 'bee'", [(2, "bee")]),
        ("CharField(label='PIC')", []),
    ],
)
def test_bare_labels_are_recognised(code, found):
    assert list(bare_labels(ast.parse(code))) == found


def test_every_word_of_a_template_is_marked():
    found = [
        f"{sources.at(path, line)}: {text}"
        for path in templates()
        for line, text in loose_words(
            path.read_text(encoding="utf-8"), is_markup=path.suffix != ".txt"
        )
    ]

    assert found == [], "Say it by {% translate %} or {% blocktranslate %}."


def test_every_label_of_the_code_is_marked():
    found = [
        f"{sources.at(path, line)}: {text}"
        for path in sources.product_files()
        if path.name != "bootstrap.py"
        for line, text in bare_labels(sources.tree(path))
    ]

    assert found == [], "Say it by gettext, lazily where a module says it once."


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("A = _('Any')", [2]),
        ("class A:\n  b = f'{x} {each.label}'", [3]),
        ("A = {'a': lambda: _('Any')}\ndef b(): return _('Any')", []),
    ],
)
def test_what_is_said_once_for_all_is_recognised(code, lines):
    module = f"from django.utils.translation import gettext as _\n{code}"

    assert [line for line, _ in said_at_import(ast.parse(module))] == lines


def places(said):
    """List what is `said` so in the code of the product, each with its place."""
    return [
        f"{sources.at(path, line)}: {text}"
        for path in sources.product_files()
        for line, text in said(sources.tree(path))
    ]


def test_nothing_is_said_in_the_language_of_the_first_reader():
    found = places(said_at_import)

    assert found == [], "Use gettext_lazy, or a function."


def test_what_is_translated_within_a_text_is_recognised():
    module = "from django.utils.translation import gettext as _\n"

    within = ast.parse(module + "a = f'<b>{escape(_(\"Any\"))}</b>'")
    beside = ast.parse(module + "b = _('Any') + f'<b>{c}</b>'")

    assert list(said_within_texts(within)) == [(2, "_('Any')")]
    assert list(said_within_texts(beside)) == []


def test_nothing_is_translated_within_a_text():
    found = places(said_within_texts)

    assert found == [], "Name it before: xgettext reads no f-string."
