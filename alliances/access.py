"""The one way administrators' pages obtain objects: to others they do not exist.

And whose address is whose, which every matching by address asks.
"""

import uuid

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.http import Http404
from django.shortcuts import get_object_or_404

from alliances.enums import SharedTable
from alliances.models import (
    CountryEdition,
    NaceEdition,
    ReferenceEdition,
    ReferenceUpload,
    RegisterPublication,
    RegisterUpload,
    SharedEdition,
    User,
)
from alliances.policies import can_administer


def require_administrator(user: User | AnonymousUser) -> None:
    """Raise Http404 for everybody else: what one may not see does not exist."""
    if not can_administer(user):
        raise Http404


def require_administrator_of_people(user: User | AnonymousUser) -> None:
    """Raise Http404 for who does not administer accounts, administrator or not."""
    require_administrator(user)
    if not user.has_perm("alliances.change_user"):
        raise Http404


def proven_addresses(user: User | AnonymousUser) -> QuerySet[EmailAddress, str]:
    """Return the addresses `user` has proven, in small letters like invitations."""
    proven = EmailAddress.objects.filter(user=user.pk, verified=True)
    small: QuerySet[EmailAddress, str] = proven.annotate(
        small=Lower("email")
    ).values_list("small", flat=True)
    return small


def get_person(user: User | AnonymousUser, key: int) -> User:
    """Return somebody else's account to an administrator of people."""
    require_administrator_of_people(user)
    return get_object_or_404(User.objects.exclude(pk=user.pk or 0), pk=key)


def get_upload(user: User | AnonymousUser, public_id: uuid.UUID) -> ReferenceUpload:
    """Return an uploaded table with its call; every administrator may see each."""
    require_administrator(user)
    uploads = ReferenceUpload.objects.select_related(
        "call",
        "lot",
        "uploaded_by",
        "edition",
        "nace_edition",
        "country_edition",
        "asked_by",
        "decided_by",
    )
    return get_object_or_404(uploads, public_id=public_id)


def get_edition(
    user: User | AnonymousUser, call: str, version: int
) -> ReferenceEdition:
    """Return a published edition with its call."""
    require_administrator(user)
    editions = ReferenceEdition.objects.select_related("call", "published_by")
    return get_object_or_404(editions, call=call, version=version)


def get_shared_edition(
    user: User | AnonymousUser, table: str, version: int
) -> SharedEdition:
    """Return a published edition of the countries or of NACE."""
    require_administrator(user)
    if table == SharedTable.COUNTRIES:
        lists = CountryEdition.objects.select_related("published_by")
        return get_object_or_404(lists, version=version)
    if table == SharedTable.NACE:
        codes = NaceEdition.objects.select_related("published_by")
        return get_object_or_404(codes, version=version)
    raise Http404


def get_register_upload(
    user: User | AnonymousUser, public_id: uuid.UUID
) -> RegisterUpload:
    """Return an uploaded register; every administrator may see each."""
    require_administrator(user)
    uploads = RegisterUpload.objects.select_related(
        "uploaded_by", "asked_by", "decided_by", "publication"
    )
    return get_object_or_404(uploads, public_id=public_id)


def get_register_publication(
    user: User | AnonymousUser, revision: int
) -> RegisterPublication:
    """Return what became part of the register, with its file and people."""
    require_administrator(user)
    publications = RegisterPublication.objects.select_related("upload", "published_by")
    return get_object_or_404(publications, revision=revision)
