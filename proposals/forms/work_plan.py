"""Work packages, tasks, results and milestones as they are typed."""

import re
import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alliances.forms.drawing import FieldsOnly
from proposals.enums import Dissemination, ResultKind, WorkPackageKind
from proposals.errors import Refused
from proposals.forms.meeting import (
    changed_by_both,
    changed_by_them,
    seen_values,
    typed_over,
)
from proposals.models import (
    Milestone,
    OccupationalProfile,
    Result,
    Task,
    WorkPackage,
)
from proposals.selectors.form.conflicts import Difference
from proposals.services.plan_rows import PlanRow
from proposals.services.work_package_parts import (
    MilestoneEntry,
    ResultEntry,
    TaskEntry,
)
from proposals.services.work_packages import WorkPackageEntry

LAST_MONTH = 120
"""Ten years: no call pays for more."""
MONTH = re.compile(r"\s*[Mm]?\s*([0-9]{1,3})\s*")

Leads = Sequence[tuple[str, str]]


class MonthField(forms.CharField):
    """A month of the project: 7 and M7 are the same; empty while it is open."""

    def __init__(self, label: Any) -> None:  # noqa: ANN401  # text or lazy text
        super().__init__(
            label=label,
            required=False,
            widget=forms.TextInput(
                attrs={"inputmode": "numeric", "autocomplete": "off", "size": 5}
            ),
        )

    def to_python(self, value: Any) -> Any:  # noqa: ANN401  # Django's own signature
        typed = super().to_python(value) or ""
        if not typed.strip():
            return None
        month = MONTH.fullmatch(typed)
        number = int(month[1]) if month else 0
        if not 1 <= number <= LAST_MONTH:
            raise ValidationError(
                _("Write a month of the project from 1 to 120, such as 7 or M7.")
            )
        return number


class PlanForm(forms.Form):
    """What all rows of a plan have: a title, and a guard against two people.

    `version` is the one that was seen, `seen` what of each field tells whether it
    changed since; `request_key` makes a double click add one row.
    """

    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=2000)
    request_key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Enter a title.")},
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        leads: Leads = (),
        is_new: bool = False,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        self.is_new = is_new
        start = {"request_key": uuid.uuid4(), **(initial or {})}
        super().__init__(data, initial=start)
        if "lead" in self.fields:
            lead = cast("forms.TypedChoiceField", self.fields["lead"])
            lead.choices = [("", _("Not decided yet")), *leads]
        self.helper = FieldsOnly(*self.fields)

    def guard(self) -> dict[str, Any]:
        """Return what keeps a valid form from being saved twice, or over another."""
        if self.is_new:
            return {"request_key": self.cleaned_data["request_key"] or uuid.uuid4()}
        return {"version": self.cleaned_data["version"] or 0}

    def refuse(self, refused: Refused) -> None:
        """Say why nothing was saved, beside the field it is about if there is one."""
        field = refused.field if refused.field in self.fields else None
        self.add_error(field, str(refused))

    def entry(self) -> Any:  # noqa: ANN401  # each form has an entry of its own
        """Return what a valid form states."""
        raise NotImplementedError  # pragma: no cover - every form has its own

    def met(self, row: PlanRow) -> dict[str, Any]:
        """Return what this valid form sends over a row that changed meanwhile.

        What only a colleague changed is theirs, all else stays as typed. Whatever is
        typed from now on is typed over what stands now.
        """
        stored = row_values(row)
        theirs = changed_by_them(self.cleaned_data["seen"], stored, self.cleaned_data)
        return typed_over(self, stored, theirs | {"version", "seen"})

    def differences(self, row: PlanRow) -> tuple[Difference, ...]:
        """Return where a stored row and this valid form both say something new."""
        stored = row_values(row)
        both = changed_by_both(self.cleaned_data["seen"], stored, self.cleaned_data)
        return tuple(self._differences(stored, both - {"version", "seen"}))

    def _differences(
        self, stored: Mapping[str, Any], both: Collection[str]
    ) -> Iterator[Difference]:
        blank = gettext("nothing")
        for each in [it for it in self.visible_fields() if it.name in both]:
            choices = getattr(each.field, "choices", None)
            names = {str(key): str(name) for key, name in choices or ()}
            said = map(_typed, (stored[each.name], self.cleaned_data[each.name]))
            shown = [names.get(it, it) or blank for it in said]
            yield Difference(str(each.label), *shown)


def _typed(value: object) -> str:
    """Return a value as a control sends it."""
    return "" if value is None else str(value)


def _lead() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=_("Lead partner"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_(
            "Associated partners cannot lead. Partners confirm what they lead: a change"
            " asks them again."
        ),
    )


def _kinds() -> list[tuple[str, str]]:
    """Return the types in the language of who asks: a class is made only once."""
    kinds = [(each.value, f"{each.short} – {each.label}") for each in WorkPackageKind]
    return [("", str(_("Choose a type"))), *kinds]


class WorkPackageForm(PlanForm):
    """One work package."""

    kind = forms.ChoiceField(
        label=_("Type"),
        choices=_kinds,
        help_text=_("A work plan has each type at least once."),
        error_messages={"required": _("Choose a type.")},
    )
    start_month = MonthField(_("First month"))
    end_month = MonthField(_("Last month"))
    lead = _lead()
    description = forms.CharField(
        label=_("Description"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("1,500 characters are advised; a longer text is kept."),
    )

    def entry(self) -> WorkPackageEntry:
        """Return what a valid form states."""
        stated = self.cleaned_data
        return WorkPackageEntry(
            kind=WorkPackageKind(stated["kind"]),
            title=stated["title"],
            description=stated["description"],
            start_month=stated["start_month"],
            end_month=stated["end_month"],
            lead=stated["lead"],
        )


class TaskForm(PlanForm):
    """One task."""

    start_month = MonthField(_("First month"))
    end_month = MonthField(_("Last month"))
    lead = _lead()

    def entry(self) -> TaskEntry:
        """Return what a valid form states."""
        stated = self.cleaned_data
        return TaskEntry(
            stated["title"], stated["start_month"], stated["end_month"], stated["lead"]
        )


class ResultForm(PlanForm):
    """One result."""

    kind = forms.ChoiceField(
        label=_("Type"),
        choices=[("", _("Choose a type")), *ResultKind.choices],
        error_messages={"required": _("Choose a type.")},
    )
    level = forms.ChoiceField(
        label=_("Dissemination level"),
        choices=Dissemination.choices,
        initial=Dissemination.PUBLIC,
        help_text=_("Who will get to see it."),
    )
    due_month = MonthField(_("Due month"))

    def entry(self) -> ResultEntry:
        """Return what a valid form states."""
        stated = self.cleaned_data
        return ResultEntry(
            stated["title"],
            ResultKind(stated["kind"]),
            Dissemination(stated["level"]),
            stated["due_month"],
        )


class MilestoneForm(PlanForm):
    """One milestone."""

    due_month = MonthField(_("Due month"))

    def entry(self) -> MilestoneEntry:
        """Return what a valid form states."""
        return MilestoneEntry(
            self.cleaned_data["title"], self.cleaned_data["due_month"]
        )


PART_FORMS: Mapping[str, type[PlanForm]] = {
    "tasks": TaskForm,
    "results": ResultForm,
    "milestones": MilestoneForm,
}

COLUMNS: Mapping[type[PlanRow], tuple[str, ...]] = {
    OccupationalProfile: ("code", "level"),
    WorkPackage: ("kind", "start_month", "end_month", "description"),
    Task: ("start_month", "end_month"),
    Result: ("kind", "level", "due_month"),
    Milestone: ("due_month",),
}


def row_values(row: PlanRow) -> dict[str, Any]:
    """Return a stored row as its form shows it."""
    values = {name: getattr(row, name) for name in COLUMNS[type(row)]}
    if isinstance(row, WorkPackage | Task):
        values["lead"] = row.lead.number if row.lead else None
    shown = {"title": row.title, **values}
    return {"version": row.version, "seen": seen_values(shown), **shown}
