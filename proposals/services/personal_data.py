"""Everything that is held about one person, as one JSON for them.

What an erasure would take is found by the erasure itself, so that the two can not
disagree; the register of personal data says which columns are the person's own. What
is of other people, gives access or is evidence as a whole stays out.
"""

from collections.abc import Iterable
from typing import Any

import structlog
from django.apps import apps
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from alliances.models import User
from proposals.files.personal_data import PersonalRows, personal_data
from proposals.models import Activity, ActivityPerson, PersonalExport, Submission
from proposals.models.part_a import CONTACT, REPRESENTATIVE
from proposals.selectors.log.erasures import LATE
from proposals.services.erased_rows import QUESTIONS
from proposals.services.erasure import accounts_of, parts_about

log = structlog.get_logger(__name__)

FORMAT = "ssa-personal-data/1"
ACTS = "log-acts"
Row = dict[str, Any]
Keys = set[Any]


def export_for(*, email: str, by: User) -> Row:
    """Return what is held about somebody to an administrator, and keep that it was."""
    with transaction.atomic():
        held = export_person(email=email, by=by.pk)
        rows = len(held["acts"]) + sum(map(len, held["parts"].values()))
        PersonalExport.objects.create(by=by, rows=rows)
    return held


def export_person(*, email: str, by: int | str, account: User | None = None) -> Row:
    """Return all that is held about an address and the accounts that have proven it.

    With `account` it is theirs alone: who is signed in has proven who they are. `by` is
    the key of an account or what ran, for the log; whose data they were is not said.
    """
    email = email.strip()
    people = {account.pk} if account else set(accounts_of(email=email))
    parts = parts_about(email=email, accounts=people, every=True)
    found = {
        each.name: _part(each, email, people, parts.get(each.name))
        for each in personal_data().rows
    }
    found[ACTS] = _in_logs(email, people)
    acts, kept = _acts(people), _kept(parts[QUESTIONS], people)
    rows = sum(map(len, found.values())) + len(acts)
    log.info("person_exported", by=by, rows=rows)
    return {
        "format": FORMAT,
        "address": email,
        "made_at": timezone.now(),
        "parts": {name: each for name, each in found.items() if each},
        "acts": acts,
        "named_in_submissions": kept,
    }


def _part(
    entry: PersonalRows, email: str, people: Keys, erased: QuerySet[Any] | None
) -> list[Row]:
    """Return the rows of one entry, with the columns that are the person's own."""
    at = Q(pk__in=())
    for column in entry.by_address:
        at |= Q(**{f"{column}__iexact": email})
    for column in entry.by_account:
        at |= Q(**{f"{column}__in": people})
    own = set(_rows(entry.model).filter(at).values_list("pk", flat=True))
    keys = own if erased is None else own.union(erased.values_list("pk", flat=True))
    columns = (*entry.fields, *entry.aside)
    rows = _rows(entry.model).filter(pk__in=keys).order_by("pk")
    found = [_said(each, columns) for each in rows]
    if entry.name == LATE:
        return [each if each["key"] in own else _about(each, email) for each in found]
    return found


def _rows(label: str) -> QuerySet[Any]:
    rows: QuerySet[Any] = apps.get_model(label)._default_manager.all()  # noqa: SLF001  # Django's public name for it
    return rows


def _said(row: Model, columns: Iterable[str]) -> Row:
    """Return columns of a row; accounts are left out, they may be somebody else's."""
    fields = [row._meta.get_field(each) for each in columns]  # noqa: SLF001  # Django's public name for it
    own = [each for each in fields if each.related_model is not User]
    return {"key": row.pk, **{each.name: _value(row, each) for each in own}}


def _value(row: Model, field: Any) -> Any:  # noqa: ANN401  # a column of any type
    value = field.value_from_object(row)
    return [str(each) for each in value] if field.many_to_many else value


def _about(row: Row, email: str) -> Row:
    """Leave of what somebody else typed what is about an address."""
    typed = row["typed"]
    names = {key for key, value in typed.items() if _names(value, email)}
    for group in (CONTACT, REPRESENTATIVE):
        if group[-1] in names:
            names |= set(group)
    return {**row, "typed": {k: v for k, v in typed.items() if k in names}}


def _names(value: object, email: str) -> bool:
    return email.casefold() in str(value).casefold()


def _in_logs(email: str, people: Keys) -> list[Row]:
    """Return the acts in the logs that somebody did, or that were done to them."""
    own = Q(email__iexact=email) | Q(account__in=people)
    persons = ActivityPerson.objects.filter(own).values("commitment")
    acts = Activity.objects.filter(Q(who__in=persons) | Q(whom__in=persons))
    entry = next(each for each in personal_data().rows if each.name == ACTS)
    return [_said(each, (*entry.fields, *entry.aside)) for each in acts]


def _acts(people: Keys) -> list[Row]:
    """Return what accounts did elsewhere: where, when, and their reason for it."""
    found: list[Row] = []
    for label, columns in personal_data().acts.items():
        for column, told in columns.items():
            rows = _rows(label).filter(**{f"{column}__in": people}).order_by("pk")
            place = {"table": label, "as": column}
            found += [place | _said(each, told) for each in rows]
    return found


def _kept(questions: QuerySet[Any], people: Keys) -> list[str]:
    """Return the numbers of frozen applications that may keep names."""
    asked = Q(proposal__alliance__in=questions.values("partnership__alliance"))
    own = Q(submitted_by__in=people) | Q(proposal__alliance__coordinator__in=people)
    numbers = Submission.objects.filter(asked | own).order_by("number")
    return list(numbers.values_list("number", flat=True))
