"""A comment as a page sends it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from proposals.errors.answers import Unreadable
from proposals.services.comments import Remark


class ThreadForm(forms.Form):
    """Which thread is meant; none begins one."""

    thread = forms.IntegerField(required=False)

    def stated(self) -> Any:  # noqa: ANN401  # what the service of each act takes
        """Return the thread; Unreadable where a form does not say it."""
        if not self.is_valid():
            raise Unreadable(_("This page did not say which comment is meant."))
        return {"thread": self.cleaned_data["thread"]}


class CommentForm(ThreadForm):
    """What is said, and whom it names."""

    text = forms.CharField(required=False, strip=False, max_length=20_000)
    mention = forms.IntegerField(required=False)
    request_key = forms.UUIDField()

    def stated(self) -> Any:  # noqa: ANN401  # as above
        """Return the thread and the remark."""
        thread = super().stated()
        said = self.cleaned_data
        remark = Remark(said["text"], said["request_key"], said["mention"])
        return {**thread, "remark": remark}
