"""What somebody typed into a partner's page that no longer takes an answer."""

from typing import TYPE_CHECKING, cast

from django import forms

from proposals.forms.confirmations import AnswerForm

if TYPE_CHECKING:
    from collections.abc import Iterable


def typed_in(form: AnswerForm) -> tuple[tuple[str, str], ...]:
    """Return each field that was filled in, by its label, as its reader saw it."""
    filled = ((each, each.value()) for each in form.visible_fields())
    return tuple(
        (str(each.label), _said(each.field, str(value)))
        for each, value in filled
        if value
    )


def _said(field: forms.Field, value: str) -> str:
    if not isinstance(field, forms.ChoiceField):
        return value
    return dict(cast("Iterable[tuple[str, str]]", field.choices)).get(value, value)
