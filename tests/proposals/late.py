"""Texts that come after the close, for tests of what becomes of them."""

import time_machine
from django.urls import reverse

from proposals.forms.late_texts import late_forms
from proposals.models import LateText


def closing(draft):
    """Travel to the deadline of a draft's call."""
    return time_machine.travel(draft.alliance.call.deadline, tick=False)


def address(draft, page, *keys):
    """Return an address of a draft."""
    return reverse(page, args=[draft.alliance.public_id, *keys])


def keep_late(draft, page, /, *keys, by=None, **typed):
    """Keep the fields of a form that was sent to a page, each of one value or more."""
    return LateText.objects.create(
        proposal=draft,
        person=by or draft.alliance.coordinator,
        place=address(draft, page, *keys),
        typed={
            name: [value] if isinstance(value, str) else list(value)
            for name, value in typed.items()
        },
    )


def late_words(draft, reader=None):
    """Return place and fields of the only late text of a draft, as they are said."""
    (form,) = late_forms(draft, reader or draft.alliance.coordinator)
    return form.where, {each.label: each.said for each in form.fields}
