"""Boxes are drawn with all they were given, and nothing of it is markup."""

from django import forms

from alliances.templatetags.boxes import boxes


class Marked(forms.Form):
    some = forms.MultipleChoiceField(
        choices=[("a", "A"), ("<g>", [('"b"', "<b>")])],
        widget=forms.CheckboxSelectMultiple(attrs={"data-x": '"', "required": True}),
    )


def test_boxes_escape_groups_values_labels_and_attributes():
    form = Marked({"some": ['"b"']})

    assert boxes(form["some"]).strip().split("\n")[2:] == [
        "<strong>&lt;g&gt;</strong>",
        (
            '<div class="form-check"><input type="checkbox" class="form-check-input"'
            ' name="some" value="&quot;b&quot;" data-x="&quot;" required'
            ' id="id_some_1_0" checked>'
        ),
        '<label for="id_some_1_0" class="form-check-label">&lt;b&gt;</label></div>',
    ]
