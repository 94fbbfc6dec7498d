"""Filters of lists: optional fields, read from the address, that look alike."""

from typing import Any

from django import forms


class FilterForm(forms.Form):
    """What a list is limited to; a plain GET, so that every list is an address."""

    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own signature
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            is_choice = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "form-select" if is_choice else "form-control"
