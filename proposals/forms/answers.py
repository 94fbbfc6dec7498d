"""Answers to the form, as a page or a script sends them."""

import hashlib
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from proposals.enums import Use
from proposals.errors.answers import Unreadable
from proposals.files.counting import composed
from proposals.services.answers import Reply

LONGEST_WRITTEN = 200_000
"""Characters before composing: beyond this nobody typed it."""
HIGHEST_VERSION = 2**31 - 1
"""The databases count no further."""


class TypedText(forms.CharField):
    """A text as it was typed: nothing is stripped, only composed."""

    widget = forms.Textarea

    def __init__(self) -> None:
        super().__init__(
            required=False,
            strip=False,
            max_length=LONGEST_WRITTEN,
            error_messages={
                "max_length": _("This text is longer than 40,000 characters.")
            },
        )

    def to_python(self, value: Any) -> str:  # noqa: ANN401  # Django's own signature
        """Compose before anything looks: NUL would be refused, and nobody typed it."""
        return composed(super().to_python(value) or "")


class ReplyForm(forms.Form):
    """What is said to one question, with the version that was seen."""

    text = TypedText()
    use = forms.ChoiceField(choices=Use.choices, required=False)
    version = forms.IntegerField(min_value=0, max_value=HIGHEST_VERSION)
    seen = forms.CharField(required=False, max_length=64)

    def reply(self) -> Reply:
        """Return what a form says; Unreadable with every reason why it does not."""
        problems = [str(each) for errors in self.errors.values() for each in errors]
        if problems:
            raise Unreadable(" ".join(problems))
        return Reply(self.cleaned_data["text"], self.cleaned_data["use"])

    def stated(self) -> dict[str, Any]:
        """Return the reply and the version that was seen; Unreadable without them."""
        return {"reply": self.reply(), "version": self.cleaned_data["version"]}

    def as_typed(self) -> Reply:
        """Return what any form says, also one that is refused."""
        return Reply(self["text"].value() or "", self["use"].value() or "")

    @property
    def is_untouched(self) -> bool:
        """Say whether a form says what the page showed; a refused one does not."""
        return self.is_valid() and seal(self.reply()) == self.cleaned_data["seen"]


def seal(reply: Reply) -> str:
    """Return a short mark of a reply: a page sends back what it showed with it."""
    return hashlib.sha256(f"{reply.use}\n{reply.text}".encode()).hexdigest()[:32]


def posted(data: QueryDict, key: str) -> ReplyForm | None:
    """Return the form of one field of a page, None where the page had no such field."""
    return ReplyForm(data, prefix=key) if f"{key}-version" in data else None


class RestoreForm(forms.Form):
    """Which version is to come back, and the one that was seen to stand."""

    restored = forms.IntegerField(min_value=1, max_value=HIGHEST_VERSION)
    version = forms.IntegerField(min_value=1, max_value=HIGHEST_VERSION)

    def stated(self) -> dict[str, int]:
        """Return both numbers; Unreadable where a form does not say them."""
        if not self.is_valid():
            raise Unreadable(str(_("This page did not say which version is meant.")))
        return {name: self.cleaned_data[name] for name in ("restored", "version")}
