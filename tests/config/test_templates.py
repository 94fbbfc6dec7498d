"""A drawn page lets go of what it was drawn from."""

import gc
import weakref

from django.template import engines

from config.templates import Drawn


class Given:
    """Something a view gives to a template."""

    text = "as given"


def test_pages_are_drawn_by_it():
    assert isinstance(engines["django"].get_template("base.html"), Drawn)


def test_a_page_keeps_nothing_of_what_it_was_drawn_from(rf):
    template = engines["django"].from_string("{{ it.text }}")
    given = Given()
    freed = weakref.ref(given)
    gc.disable()
    try:
        drawn = template.render({"it": given}, rf.get("/"))
        del given
        assert (drawn, freed()) == ("as given", None)
    finally:
        gc.enable()
