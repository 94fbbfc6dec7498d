"""What somebody sent in the words of its page, where it could not be taken."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils import timezone

from alliances.models import User
from alliances.views.people import person
from config.late_texts import draft_at
from proposals.forms.late_texts import LateField, fields_typed, said_in
from proposals.models import LateText, Proposal

Typed = Mapping[str, list[str]]
"""The name of a field → what was sent in it."""


@dataclass(frozen=True, slots=True)
class TypedForm:
    """A form that was sent; nothing of it is stored."""

    where: str
    """What its page is called; empty where that has no name."""
    said: tuple[LateField, ...]
    """What a person typed or chose, however short."""
    sent: tuple[tuple[str, str], ...]
    """Everything, as it was sent: names and values."""


def typed_form(request: HttpRequest, *, path: str, typed: Typed) -> TypedForm:
    """Return a form that was sent to an address, as whoever asks may read it."""
    sent = tuple((name, each) for name, values in typed.items() for each in values)
    draft = _draft_at(path, request.user)
    if draft is None:
        return TypedForm("", fields_typed(path, typed), sent)
    late = LateText(
        pk=0,
        proposal=draft,
        person=person(request),
        place=path,
        typed=typed,
        sent_at=timezone.now(),
    )
    for form in said_in(draft, [late]):
        return TypedForm(form.where, form.fields, sent)
    return TypedForm("", (), sent)


def _draft_at(path: str, user: object) -> Proposal | None:
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return draft_at(match, user) if isinstance(user, User) else None
