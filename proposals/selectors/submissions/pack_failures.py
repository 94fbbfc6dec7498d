"""Why there is no file of a pack."""

from django.utils.translation import gettext as _

from alliances.words import own_words
from proposals.enums import PackState
from proposals.models import ApplicationPack


def failure_words(pack: ApplicationPack) -> str:
    """Say why there is no file, or who stopped the drawing; else nothing."""
    if pack.stopped_by:
        person = pack.stopped_by.get_full_name()
        return _("%(person)s stopped the drawing.") % {"person": person}
    if pack.state == PackState.STOPPED:
        # Of before people were kept: the text names somebody, in one language.
        return _("The drawing was stopped.")
    return own_words(pack.failure)
