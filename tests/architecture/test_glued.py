"""No sentence is glued from pieces."""

import pytest

from config.catalogues import sources as texts
from tests.architecture import sources
from tests.architecture.glued import glued, has_edges
from tests.architecture.marked import templates

SAID = "{% translate "


@pytest.mark.parametrize(
    ("template", "found"),
    [
        (SAID + '"Due" %}: {{ day }}', ["Due:"]),
        (SAID + '"Due" %}</b>: {{ day }}', ["Due:"]),
        ("{{ name }}: {{ day }}", ["{{ name }}:"]),
        ('{{ _("Due")|lead }} {{ day }}', []),
        (SAID + '"Asked by" %} {{ name }}', ["Asked by + {{ name }}"]),
        ("<th>" + SAID + '"Asked by" %}</th><td>{{ name }}</td>', []),
        ("{{ name }} " + SAID + '"was asked" %}', ["{{ name }} + was asked"]),
        ("{{ name }}, " + SAID + '"this is you" %}', []),
        ("{{ name }} " + SAID + '"advice" %}', []),
        ("{% blocktranslate %}{{ name }}: {{ day }}{% endblocktranslate %}", []),
        ("{# {{ a }}: {{ b }} #}", []),
    ],
)
def test_glued_pieces_are_recognised(template, found):
    assert [words for _, words in glued(template)] == found


@pytest.mark.parametrize(
    ("text", "is_part"),
    [("Add", False), (" or ", True), (", new", True), ("(optional)", False)],
)
def test_texts_that_are_part_of_another_are_recognised(text, is_part):
    assert has_edges(text) is is_part


def test_no_template_glues_a_sentence():
    found = [
        f"{sources.at(path, line)}: {words}"
        for path in templates()
        for line, words in glued(path.read_text(encoding="utf-8"))
    ]

    assert found == [], "Say it as one text with places, or by |lead and |trail."


def test_every_text_stands_alone():
    found = [
        f"{text.file}: {part!r}"
        for source in (texts.of_python(), texts.of_templates())
        for text in source
        for part in ([text.msgid] if isinstance(text.msgid, str) else text.msgid)
        if has_edges(part)
    ]

    assert found == [], "Say the whole, each of its forms as one text."


def test_one_text_alone_tells_the_zone_of_a_moment():
    found = {
        part
        for source in (texts.of_python(), texts.of_templates())
        for text in source
        for part in ([text.msgid] if isinstance(text.msgid, str) else text.msgid)
        if "%(" in part and "Brussels time" in part
    }

    assert found == {"%(day)s, %(time)s Brussels time"}, "Take zoned_moment_words."
