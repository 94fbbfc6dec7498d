"""When somebody wants which mails."""

from collections.abc import Sequence
from typing import Any

from django import forms

from proposals.enums import MailKind, Rhythm
from proposals.selectors.letters.mail_choices import Choice


class MailChoicesForm(forms.Form):
    """A choice for each kind of mails."""

    def __init__(
        self,
        *arguments: Any,  # noqa: ANN401  # Django's own signature
        choices: Sequence[Choice],
    ) -> None:
        super().__init__(*arguments)
        for each in choices:
            self.fields[each.kind.value] = forms.ChoiceField(
                label=each.kind.label,
                choices=[(rhythm.value, rhythm.label) for rhythm in each.options],
                initial=each.rhythm.value,
                widget=forms.RadioSelect,
            )

    def rhythms(self) -> dict[MailKind, Rhythm]:
        """Return what was chosen."""
        return {
            MailKind(kind): Rhythm(rhythm) for kind, rhythm in self.cleaned_data.items()
        }
