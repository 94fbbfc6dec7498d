"""The answer to the question whether two partners are one organisation."""

from typing import Any

from django import forms


class DistinctionForm(forms.Form):
    """That two partners are two organisations, as they were shown."""

    one = forms.IntegerField(min_value=1)
    other = forms.IntegerField(min_value=1)
    stated = forms.CharField(max_length=64)

    def answer(self) -> dict[str, Any]:
        """Return what the service takes; of a form nobody gave us, nothing fits."""
        values = self.cleaned_data if self.is_valid() else {}
        numbers = (values.get("one", 0), values.get("other", 0))
        return {"numbers": numbers, "stated": values.get("stated", "")}
