"""The form that asks for a pack."""

from django import forms


class PackRequestForm(forms.Form):
    """What to print; a request without any of it asks for the ordinary pack."""

    withdrawals = forms.BooleanField(required=False)
    """Whether the withdrawal test is printed; by default it is not."""
    number = forms.CharField(required=False)
    """The submission to print as it was received; without one, the draft as it is."""
