"""Mobility lines, as the rows of their page send them."""

import uuid
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from proposals.enums import Traveller
from proposals.errors import Text
from proposals.forms.facts import parse_amount
from proposals.selectors.plan.mobility import LineValues
from proposals.services.mobility import LineEntry

MOST_PARTICIPANTS = 9_999
FARTHEST = 20_100
"""Kilometres: no place on Earth is farther from another."""
LONGEST = Decimal(999)
"""Days: more was not meant; what a call pays at most it says itself."""


class NumberField(forms.CharField):
    """A number that may be written as people write amounts: 1,200 or 5.5."""

    def __init__(
        self,
        *,
        most: Decimal,
        message: Text,
        is_whole: bool,
        **more: Any,  # noqa: ANN401  # Django's own
    ) -> None:
        super().__init__(**more)
        self.most, self.message, self.is_whole = most, message, is_whole

    def to_python(self, value: Any) -> Any:  # noqa: ANN401  # Django's own signature
        typed = (super().to_python(value) or "").strip()
        if not typed:
            return None
        try:
            number = parse_amount(typed)
        except ValueError as error:
            raise ValidationError(str(self.message)) from error
        if number > self.most or (self.is_whole and number % 1):
            raise ValidationError(str(self.message))
        return int(number) if self.is_whole else number


class MobilityLineForm(forms.Form):
    """One row: a line there is, or the one to add."""

    partner = forms.IntegerField(
        min_value=1, error_messages={"required": _("Choose a partner.")}
    )
    traveller = forms.ChoiceField(choices=Traveller.choices)
    participants = NumberField(
        most=Decimal(MOST_PARTICIPANTS),
        is_whole=True,
        message=_("Write how many people go, such as 12."),
        error_messages={"required": _("Write how many people go.")},
    )
    distance_km = NumberField(
        most=Decimal(FARTHEST),
        is_whole=True,
        required=False,
        message=_("Write whole kilometres one way, such as 850."),
    )
    days = NumberField(
        most=LONGEST,
        is_whole=False,
        required=False,
        message=_("Write full or half days, such as 5 or 5.5."),
    )
    work_package = forms.IntegerField(min_value=1, required=False)
    version = forms.IntegerField(min_value=1, required=False)
    request_key = forms.UUIDField(required=False)
    remove = forms.BooleanField(required=False)

    def clean_participants(self) -> int:
        """Refuse a line on which nobody goes."""
        number: int = self.cleaned_data["participants"]
        if not number:
            raise ValidationError(_("At least one person goes."))
        return number

    def clean_days(self) -> Decimal | None:
        """Refuse a stay of no day; open is another thing."""
        days: Decimal | None = self.cleaned_data["days"]
        if days == 0:
            raise ValidationError(_("Leave it empty while the days are open."))
        return days

    def entry(self) -> LineEntry:
        """Return what a valid row states."""
        cleaned = self.cleaned_data
        return LineEntry(
            partner=cleaned["partner"],
            traveller=Traveller(cleaned["traveller"]),
            participants=cleaned["participants"],
            work_package=cleaned["work_package"],
            distance_km=cleaned["distance_km"],
            days=cleaned["days"],
        )

    def values(self) -> LineValues:
        """Return what stands in the controls, also of a refused row."""
        names = LineValues.__dataclass_fields__
        return LineValues(*(str(self[name].value() or "") for name in names))

    def key(self) -> uuid.UUID:
        """Return what keeps a double click from adding two lines."""
        return self.cleaned_data["request_key"] or uuid.uuid4()

    @property
    def is_blank(self) -> bool:
        """Say whether nothing was typed into the row to add."""
        values = self.values()
        return not any(
            (values.partner, values.participants, values.distance_km, values.days)
        )

    def problems(self) -> dict[str, str]:
        """Return what is wrong, by the name of the control."""
        return {
            name: " ".join(map(str, errors)) for name, errors in self.errors.items()
        }


def posted_line(data: QueryDict, prefix: str) -> MobilityLineForm | None:
    """Return the form of a row, None where the page had no such row."""
    if f"{prefix}-participants" not in data:
        return None
    return MobilityLineForm(data, prefix=prefix)
