"""Where a page says its reader is."""

from django import forms


class PresenceForm(forms.Form):
    """The question in focus; none is fine."""

    question = forms.SlugField(required=False, max_length=60)

    def stated(self) -> str:
        """Return the question; what is no code counts as none."""
        return self.cleaned_data["question"] if self.is_valid() else ""
