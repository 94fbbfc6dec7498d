"""A box to tick is drawn with all it was given, and nothing of it is markup."""

from django import forms

from alliances.templatetags.boxes import box


class Marked(forms.Form):
    some = forms.MultipleChoiceField(
        choices=[("a", "A"), ('"b"', "<b>")],
        widget=forms.CheckboxSelectMultiple(attrs={"data-x": '"', "required": True}),
    )


def test_a_box_escapes_value_label_and_attributes():
    field = Marked({"some": ['"b"']})["some"]
    options = [each.data for each in field.subwidgets]

    drawn = " ".join(box(options[1], field).split())

    assert drawn == (
        '<input type="checkbox" class="form-check-input" name="some"'
        ' value="&quot;b&quot;" data-x="&quot;" required id="id_some_1" checked>'
        ' <label for="id_some_1" class="form-check-label"> &lt;b&gt; </label>'
    )
