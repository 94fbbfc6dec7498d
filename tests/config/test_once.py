"""Parts that say the same to everybody are drawn once, and as their template says."""

import pytest
from django.template import engines
from django.template.loader import render_to_string
from django.urls import set_script_prefix
from django.utils.translation import override

from alliances.enums import Colours

WAYS = "frame/_ways.html"


def drawn(text, **values):
    return engines["django"].from_string("{% load once %}" + text).render(values)


@pytest.mark.parametrize("language", ["en", "de", "sr"])
def test_a_part_is_its_template_in_the_language_of_its_reader(language):
    with override(language):
        anew, once = render_to_string(WAYS), drawn("{% drawn_once '" + WAYS + "' %}")

    assert once == anew.strip()


def test_a_part_leads_to_where_the_product_stands():
    at_the_root = drawn("{% drawn_once '" + WAYS + "' %}")

    set_script_prefix("/below/")
    try:
        below = drawn("{% drawn_once '" + WAYS + "' %}")
    finally:
        set_script_prefix("/")

    assert below == at_the_root.replace('href="/', 'href="/below/')


def test_a_part_is_drawn_anew_for_another_input():
    part = "{% drawn_once 'frame/_colour_buttons.html' chosen=it offered=all %}"

    light = drawn(part, it=Colours.LIGHT.value, all=Colours)
    dark = drawn(part, it=Colours.DARK.value, all=Colours)

    assert '<b aria-current="true">Light</b>' in light
    assert '<b aria-current="true">Dark</b>' in dark


def test_a_part_knows_nobody_who_reads():
    ways = "{% drawn_once 'frame/_person_ways.html' is_staff=False %}"

    assert "/administration/" not in drawn(ways, is_staff=True)
