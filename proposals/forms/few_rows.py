"""A choice among rows so few that one query shows and checks them."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Model
from django.forms.models import ModelChoiceIterator


class _Rows(ModelChoiceIterator):  # type: ignore[type-arg]  # generic in the stubs only
    field: "FewRowsField"

    def __iter__(self) -> Iterator[Any]:
        yield ("", self.field.empty_label)
        for each in self.field.rows:
            yield self.choice(each)


class FewRowsField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """A row of a small table, or none; read once by a form, however it is used."""

    iterator = _Rows

    @cached_property
    def rows(self) -> list[Model]:
        """Return what can be chosen: one query."""
        return list(self.queryset or ())

    def to_python(self, value: Any) -> Model | None:  # noqa: ANN401  # as sent
        """Return the row of a key; None for none, a refusal where there is no such."""
        if value in self.empty_values:
            return None
        for each in self.rows:
            if str(self.prepare_value(each)) == str(value):
                return each
        raise forms.ValidationError(
            self.error_messages["invalid_choice"],
            code="invalid_choice",
            params={"value": value},
        )
