"""What who asked for a pack is told of it: that it is ready, and as what."""

import uuid

from django.utils import timezone

from proposals.enums import MailKind, PackForm, PackNews
from proposals.models import ApplicationPack, News
from proposals.services.news import spread


def tell_of_pack(*, pack: ApplicationPack, claim: uuid.UUID, form: str) -> None:
    """Tell whoever asked that a pack was drawn as `form`, in the caller's transaction.

    `pack` is as it was before this drawing. News of it that nobody was mailed yet gives
    way to this one: an archival pack in time for the daily mail is simply ready.
    """
    about = f"pack:{pack.pk}:"
    untold, _rows = News.objects.filter(
        person=pack.requested_by_id, source__startswith=about, bulletin=None
    ).delete()
    event: str = MailKind.PACK
    if pack.submission_id is not None and form == PackForm.PLAIN:
        event = PackNews.PLAIN
    elif pack.stands_in and not untold:
        event = PackNews.REPLACED
    told = News(
        person_id=pack.requested_by_id,
        proposal_id=pack.proposal_id,
        kind=MailKind.PACK,
        event=event,
        happened_at=timezone.now(),
        source=f"{about}{claim.hex}",
    )
    spread(news=[told])
