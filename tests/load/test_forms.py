"""A generator reads in a page what a browser would send back."""

from tests.load.forms import hidden_values, is_waiting_for_partners

PAGE = """<form><input type="hidden" name="csrfmiddlewaretoken" value="secret">
<input type="hidden" name="revision" value="3" id="id_revision">
<input name="seen" type="hidden" value="{&quot;a&quot;: &quot;b&quot;}">
<input type="email" name="representative" value="r@example.org"></form>"""


def test_hidden_fields_are_found_whatever_the_order_of_their_attributes():
    assert hidden_values(PAGE) == {"revision": "3", "seen": '{"a": "b"}'}


def test_an_answer_to_a_script_is_read_as_it_is():
    assert hidden_values('{"version": 4, "said": "Saved"}') == {
        "version": "4",
        "said": "Saved",
    }


def test_a_check_list_says_whether_partners_are_waited_for():
    asks = '<input type="checkbox" name="accepts_pending">'

    assert [is_waiting_for_partners(each) for each in (PAGE, asks)] == [False, True]
