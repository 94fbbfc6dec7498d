"""A form is filled as it was sent; nothing else of its page changes."""

import pytest

from config.filled_forms import filled_page, with_note

HERE, THERE = "/plan/?part=2", "/plan/add/"
OTHER = (
    '<form action="/plan/other/"><input name="a" value="1"></form>\n<main class="x">'
)


def page(controls, *, action=THERE, after=""):
    return f'{OTHER}\n<form action="{action}">{controls}</form>{after}</main>'


def filled(drawn, **typed):
    found = filled_page(drawn, here=HERE, to=THERE, typed=typed)
    return found and found.text


def choice(*chosen, more=""):
    options = (
        f'<option value="{each}"{" selected" * (each in chosen)}>{each}</option>'
        for each in "xyz"
    )
    return f'<select name="a"{more}>{"".join(options)}</select>'


def boxes(*ticked, kind="checkbox"):
    return "".join(
        f'<input type="{kind}" name="a" value="{each}"{" checked" * (each in ticked)}>'
        for each in "xyz"
    )


def line(value, more=' name="a"'):
    return f'<input{more} value="{value}">'


def text(value):
    return f'<textarea name="a" rows="3">\n{value}</textarea>'


UNNAMED = '<input type="checkbox" name="a"'
BUTTON = '<button name="a" value="1">Save</button>'
HIDDEN = ' type="hidden" name="a"'


@pytest.mark.parametrize(
    ("drawn", "typed", "full"),
    [
        (line("old"), ["“new” & <b>"], line("“new” &amp; &lt;b&gt;")),
        (line("9", HIDDEN), ["8"], line("8", HIDDEN)),
        (text("old &amp; older"), ["\nnew <b>\r\n"], text("\nnew &lt;b&gt;\r\n")),
        (choice("x"), ["y"], choice("y")),
        (choice("x", more=" multiple"), ["y", "z"], choice("y", "z", more=" multiple")),
        (boxes("x"), ["y", "z"], boxes("y", "z")),
        (boxes("x", kind="radio"), ["y"], boxes("y", kind="radio")),
        (f"{UNNAMED}>", ["on"], f"{UNNAMED} checked>"),
        (line("") * 2, ["1", "2"], line("1") + line("2")),
        (BUTTON, ["1"], BUTTON),
    ],
)
def test_each_kind_of_field_takes_what_was_sent(drawn, typed, full):
    assert filled(page(drawn), a=typed) == page(full)


@pytest.mark.parametrize(
    "controls",
    [
        '<input name="b">',
        '<input name="a" disabled>',
        '<input type="password" name="a">',
        '<input type="file" name="a">',
        '<select name="a"><option value="x">X</option></select>',
        '<input type="checkbox" name="a" value="2">',
    ],
)
def test_value_without_a_place_fills_nothing(controls):
    assert filled(page(controls), a=["1"]) is None


def test_page_without_the_form_fills_nothing():
    assert filled(page('<input name="a">', action="/plan/else/"), a=["1"]) is None


def test_token_of_the_page_stays():
    token = '<input type="hidden" name="csrfmiddlewaretoken" value="new">'

    assert filled(page(token)) == page(token)


@pytest.mark.parametrize("action", ["add/", "add/?with=query", "/plan/add/#place"])
def test_form_is_found_by_where_it_leads(action):
    assert 'value="1"' in filled(page('<input name="b">', action=action), b=["1"])


def test_form_without_an_address_leads_to_its_page():
    found = filled_page(
        page('<input name="b">', action=""), here=THERE, to=THERE, typed={"b": ["1"]}
    )

    assert found is not None
    assert '<input name="b" value="1">' in found.text


def test_of_several_forms_that_is_filled_which_was_sent():
    def row(key, note):
        return (
            f'<form action="{THERE}"><input type="hidden" name="key" value="{key}">'
            f'<input name="note" value="{note}"></form>'
        )

    drawn = OTHER + row(1, "") + row(2, "")

    assert filled(drawn, key=["2"], note=["x"]) == OTHER + row(1, "") + row(2, "x")


def test_field_may_stand_outside_of_its_form():
    outside = '<input name="b" form="add">'
    drawn = f'<form id="add" action="{THERE}"></form>{outside}<input name="b">'

    changed = '<input name="b" form="add" value="1"><input name="b">'
    assert filled(drawn, b=["1"]).endswith(f"</form>{changed}")


def test_what_hides_something_typed_is_open():
    drawn = page('<details><details class="y"><input name="b"></details></details>')
    full = page(
        '<details open><details class="y" open><input name="b" value="1">'
        "</details></details>"
    )

    assert filled(drawn, b=["1"]) == full
    assert filled(drawn, b=[""]) == drawn.replace('name="b"', 'name="b" value=""')


def test_first_field_is_one_that_people_see():
    hidden = '<input type="hidden" name="v" id="id_v" value="1">'
    shown = page(f'{hidden}<input name="a" id="id_a"><input name="b" id="id_b">')
    none = page(hidden)

    filled = [filled_page(it, here=HERE, to=THERE, typed={}) for it in (shown, none)]

    assert [each and each.first_field for each in filled] == ["id_a", ""]


def test_note_stands_where_the_content_begins():
    drawn = page("")

    assert with_note(drawn, "<p>!</p>") == drawn.replace(
        '<main class="x">', '<main class="x"><p>!</p>'
    )
