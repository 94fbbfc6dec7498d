"""What must be translated is found in code, templates and data, nothing else."""

import pytest

from config.catalogues import sources


def test_code_is_read_with_numbers_contexts_and_comments():
    source = (
        "# Translators: a button\n"
        "_('Add')\n"
        "_lazy('Later')\n"
        "ngettext_lazy('%(n)s day', '%(n)s days', 'n')\n"
        "pgettext('month', 'May')\n"
        "print('not marked')\n"
    )

    assert list(sources._marked(source, "a.py")) == [
        ("Add", None, "a.py", ("Translators: a button",)),
        ("Later", None, "a.py", ()),
        (("%(n)s day", "%(n)s days"), None, "a.py", ()),
        ("May", "month", "a.py", ()),
    ]


@pytest.mark.parametrize(
    ("source", "msgid"),
    [
        ('<p>\n   {% translate "Add" %}</p> loose', "Add"),
        ('{{ name|default:_("nobody") }}', "nobody"),
        (
            "{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}",
            "Hello %(name)s",
        ),
        (
            "{% blocktranslate count n=n %}A{% plural %}B{% endblocktranslate %}",
            ("A", "B"),
        ),
    ],
)
def test_template_is_read(source, msgid):
    assert list(sources.of_template(source, "a.html")) == [(msgid, None, "a.html", ())]


def test_data_gives_our_words_and_not_what_it_quotes():
    content = {
        "title": "Rules",
        "code": "2020",
        "note": "Our reading.",
        "references": {"law": {"title": "The law", "quote": "Thou shalt."}},
        "sections": [{"help": "Say it.", "lots": ["lot-1"]}],
    }

    assert list(sources.own_words(content)) == [
        "Rules",
        "Our reading.",
        "The law",
        "Say it.",
    ]


def test_everything_is_found_once_and_in_order():
    found = [text.id for text in sources.catalogue() if isinstance(text.id, str)]

    assert {"Blockchain", "Application 2020", "Sign in"} <= set(found)
    assert found == sorted(found)
