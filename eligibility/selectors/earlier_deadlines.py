"""What a version that makes the deadline earlier takes from whom, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.models import Alliance
from eligibility.catalogue import published_rulebook
from eligibility.core import Rulebook
from eligibility.models import Rulebook as PublishedRulebook
from eligibility.models import RulebookUpload
from eligibility.words import deadline_words


@dataclass(frozen=True, slots=True)
class EarlierDeadline:
    """A deadline that would be earlier than the one in force."""

    sentence: str
    """From when to when."""
    drafts: str
    """How many drafts it concerns."""
    age: str
    """That the file is older than the version in force; empty where it is not."""
    until: str
    """The earlier deadline, which is ticked."""


def earlier_deadline(
    upload: RulebookUpload, law: Rulebook, present: PublishedRulebook | None
) -> EarlierDeadline | None:
    """Return what an upload, read as `law`, takes away; None where it takes nothing.

    One query if it does.
    """
    before = published_rulebook(present).deadline if present else None
    if present is None or before is None or law.deadline >= before:
        return None
    about = {"before": deadline_words(before), "after": deadline_words(law.deadline)}
    older = upload.uploaded_at < present.published_at
    return EarlierDeadline(
        sentence=_(
            "This version makes the deadline earlier: it is %(before)s, and would be"
            " %(after)s."
        )
        % about,
        drafts=_drafts(law.code),
        age=_(
            "The file was prepared before version %(version)d was published, so it"
            " lacks what that changed."
        )
        % {"version": present.version}
        if older
        else "",
        until=about["after"],
    )


def _drafts(code: str) -> str:
    """Say how many are concerned: the submitted ones too, which may be replaced."""
    number = Alliance.objects.filter(call=code, archived_at=None).count()
    if not number:
        return _("This call has no drafts.")
    words = ngettext(
        "%(number)d draft would have less time, submitted or not.",
        "%(number)d drafts would have less time, submitted or not.",
        number,
    )
    return words % {"number": number}
