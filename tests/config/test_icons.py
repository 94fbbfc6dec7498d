"""Icons beside words are drawn as their component draws them."""

from django.template import engines


def drawn(text, **values):
    return engines["django"].from_string("{% load icons %}" + text).render(values)


def test_an_icon_is_its_component_each_time():
    include = '{% include "components/_icon.html" with name=mark only %}'

    for mark in ("met", "not-met", "met"):
        assert drawn("{% icon mark %}", mark=mark) == drawn(include, mark=mark)


def test_no_icon_is_drawn_for_another():
    assert "#tick" in drawn('{% icon "tick" %}')
    assert "#sent" in drawn('{% icon "sent" %}')
