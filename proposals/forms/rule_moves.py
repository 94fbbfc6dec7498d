"""The form that moves a draft to newer rules: the two versions the page showed."""

from django import forms


class RuleMoveForm(forms.Form):
    """From which version to which; written by the page itself."""

    before = forms.IntegerField(min_value=1)
    after = forms.IntegerField(min_value=1)
