"""What the page of the budget sends."""

from django import forms


class TakeAmountForm(forms.Form):
    """The amount that was shown, and the version of the facts it was shown beside."""

    amount = forms.DecimalField(min_value=0, max_digits=12, decimal_places=2)
    facts_version = forms.IntegerField(min_value=1)
