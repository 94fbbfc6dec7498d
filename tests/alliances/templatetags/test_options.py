"""A choice is drawn as Django draws it, only sooner."""

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates, TemplatesSetting
from django.utils.safestring import mark_safe

from alliances.templatetags.options import options

CHOICES = {
    "flat": [("", "–"), ("BE", "Belgium"), ("CI", "Côte d’Ivoire & more")],
    "numbers": [(1, "One"), (2, "Two")],
    "groups": [("", "–"), ("Members", [("BE", "Belgium")]), ("<b>", [("<i>", "<u>")])],
    "none": [],
}


def drawn(choices, value, renderer):
    widget = forms.Select({"class": "form-select", "required": True}, choices)
    html = widget.render("country", value, renderer=renderer)
    return re.sub(r"\s+(?=<)|(?<=>)\s+", "", html).strip()


@pytest.mark.parametrize("value", ["", "BE", 2, "<i>", None])
@pytest.mark.parametrize("choices", CHOICES.values(), ids=CHOICES.keys())
def test_a_select_is_drawn_as_django_draws_it(choices, value):
    theirs = drawn(choices, value, DjangoTemplates())

    assert drawn(choices, value, TemplatesSetting()) == theirs


def test_attributes_of_an_option_are_drawn_too():
    class Marked(forms.Select):
        def create_option(self, *args, **kwargs):
            made = super().create_option(*args, **kwargs)
            made["attrs"] |= {"data-status": 'a "b"', "disabled": True, "hidden": False}
            return made

    html = Marked(choices=[("BE", "Belgium")]).render("x", None)

    assert '<option value="BE" data-status="a &quot;b&quot;" disabled>' in html


def test_what_somebody_marked_as_safe_makes_no_other_text_safe():
    def attribute_of(value):
        attributes = {"data-name": value}
        return options([(None, [{"value": 1, "label": "A", "attrs": attributes}], 0)])

    assert attribute_of(mark_safe("<b>")) == (
        '\n<option value="1" data-name="<b>">A</option>'
    )
    assert attribute_of("<b>") == (
        '\n<option value="1" data-name="&lt;b&gt;">A</option>'
    )
