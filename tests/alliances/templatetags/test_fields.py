"""A field is drawn as the pack draws it, only sooner."""

import re
from pathlib import Path

import crispy_bootstrap5
import pytest
from django import forms
from django.template import Context, Engine

PACK = str(Path(crispy_bootstrap5.__file__).parent / "templates")
PAIRS = [("a", "A & b"), ("c", "C")]


class EveryField(forms.Form):
    text = forms.CharField(help_text="Some <b>help</b>")
    free = forms.CharField(required=False, label="")
    long = forms.CharField(widget=forms.Textarea)
    hidden = forms.CharField(widget=forms.HiddenInput)
    tick = forms.BooleanField(label="Yes & no", help_text="Tick it")
    one = forms.ChoiceField(choices=PAIRS)
    radio = forms.ChoiceField(choices=PAIRS, widget=forms.RadioSelect, help_text="One")
    some = forms.MultipleChoiceField(
        choices=PAIRS, widget=forms.CheckboxSelectMultiple, required=False
    )
    file = forms.FileField(help_text="A file")


@pytest.mark.parametrize("inline", [True, False])
@pytest.mark.parametrize("data", [None, {}], ids=["fresh", "refused"])
@pytest.mark.parametrize("name", EveryField.base_fields)
def test_a_field_is_drawn_as_the_pack_draws_it(name, data, inline):
    own = Engine.get_default()
    pack = Engine(
        dirs=[PACK], libraries=own.libraries, builtins=own.builtins, app_dirs=False
    )

    def drawn(engine):
        field = EveryField(data)[name]
        about = {
            "field": field,
            "form_show_errors": True,
            "form_show_labels": True,
            "error_text_inline": inline,
        }
        html = engine.get_template("bootstrap5/field.html").render(Context(about))
        return re.sub(
            r"\s+", " ", re.sub(r"\s*(<[^<>]*?)\s*>\s*", r"\1>", html)
        ).strip()

    assert drawn(own) == drawn(pack)
