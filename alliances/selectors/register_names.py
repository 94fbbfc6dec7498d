"""Entries of the register whose names no index has yet: found as they are written."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from alliances.models import Organisation, RegisterChange, RegisterPublication

NAMES_WAIT = _(
    "The newest names of the register are being made searchable: until then they are"
    " found as they are written there, or by their PIC."
)
MOST_WORDS = 4


def publications_to_index() -> list[int]:
    """Return the keys of publications whose names are not searchable yet."""
    waiting = RegisterPublication.objects.filter(is_searchable=False)
    return list(waiting.order_by("pk").values_list("pk", flat=True))


def of_publications(keys: list[int]) -> Exists:
    """Say of each entry whether one of these publications touched it."""
    return Exists(
        RegisterChange.objects.filter(publication__in=keys, organisation=OuterRef("pk"))
    )


def written_so(keys: list[int], words: str) -> QuerySet[Organisation]:
    """Return entries in force of these publications that have each word as typed.

    In the middle of a word too; with the accents and signs the name has.
    """
    found = Organisation.objects.in_force().filter(of_publications(keys))
    return found.filter(has_words(words)).order_by("name", "pk")


def has_words(words: str) -> Q:
    """Keep entries whose name has each of the first words as typed."""
    wanted = Q()
    for word in words.split()[:MOST_WORDS]:
        wanted &= Q(name__icontains=word)
    return wanted


def names_wait_words() -> str:
    """Say that names wait to be searchable; empty where none do."""
    return str(NAMES_WAIT) if publications_to_index() else ""
