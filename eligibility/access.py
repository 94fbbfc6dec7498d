"""The one way administrators' pages obtain rulebooks: to others they do not exist."""

import uuid

from django.contrib.auth.models import AnonymousUser
from django.shortcuts import get_object_or_404

from alliances.access import require_administrator
from alliances.models import User
from eligibility.models import Rulebook, RulebookUpload

Person = User | AnonymousUser


def get_rulebook_upload(user: Person, public_id: uuid.UUID) -> RulebookUpload:
    """Return an uploaded rulebook; every administrator may see each."""
    require_administrator(user)
    uploads = RulebookUpload.objects.select_related(
        "uploaded_by", "rulebook", "asked_by", "decided_by"
    )
    return get_object_or_404(uploads, public_id=public_id)


def get_version(user: Person, call: str, version: int) -> Rulebook:
    """Return a published version of the law of a call."""
    require_administrator(user)
    rows = Rulebook.objects.select_related("call", "published_by")
    return get_object_or_404(rows, call=call, version=version)


def get_newest(user: Person, call: str) -> Rulebook:
    """Return the version of the law of a call that is in force."""
    require_administrator(user)
    return get_object_or_404(Rulebook.objects.newest(), call=call)
