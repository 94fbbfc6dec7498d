"""What tags keep is what Django's own tags say."""

import pytest
from django.template import engines
from django.templatetags import i18n, static
from django.utils.translation import override

TEXT = '{% translate "Save" %}'


def drawn(text, **values):
    return engines["django"].from_string("{% load i18n static %}" + text).render(values)


@pytest.fixture
def _asked_by_django(monkeypatch):
    """Let Django's own tags answer, as they would without ours."""
    monkeypatch.setitem(i18n.register.tags, "translate", i18n.do_translate)
    monkeypatch.setitem(static.register.tags, "static", static.do_static)


@pytest.mark.parametrize("language", ["en", "de", "fr", "sr", None])
@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        '{% translate "Save" noop %}',
        '{% translate "Save" as it %}[{{ it }}]',
        '{% translate "Save"|upper %}',
        "{% translate word %}",
        '{% translate "100 % < & >" %}',
        '{% static "css/base.css" %}',
        '{% static "css/base.css" as it %}[{{ it }}]',
        "{% static file %}",
    ],
)
def test_each_says_what_it_says_without_being_kept(request, text, language):
    with override(language):
        template = engines["django"].from_string("{% load i18n static %}" + text)
        values = {"word": "Cancel", "file": "css/layout.css"}
        kept = [template.render(values) for _time in range(2)]
        request.getfixturevalue("_asked_by_django")

        assert kept == [drawn(text, **values)] * 2
        assert kept[0]


def test_one_template_speaks_every_language():
    template = engines["django"].from_string("{% load i18n %}" + TEXT)

    said: dict[str, set[str]] = {}
    for language in ("en", "de", "en", "de"):
        with override(language):
            said.setdefault(language, set()).add(template.render())

    assert said == {"en": {"Save"}, "de": {"Speichern"}}


def test_a_text_is_looked_up_once(monkeypatch):
    template = engines["django"].from_string("{% load i18n %}" + TEXT)
    first = template.render()
    monkeypatch.setattr(
        i18n.TranslateNode, "render", lambda *_given: pytest.fail("asked again")
    )

    assert template.render() == first


def test_what_a_view_gives_is_looked_up_each_time():
    template = engines["django"].from_string("{% load i18n %}{% translate word %}")

    assert [template.render({"word": each}) for each in ("a", "b")] == ["a", "b"]
