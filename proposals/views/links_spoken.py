"""The language of pages behind a partner's link."""

from contextlib import AbstractContextManager, nullcontext

from django.http import HttpRequest

from alliances.views.languages import has_chosen_language
from proposals.models import ConfirmationRequest
from proposals.selectors.asking.languages import spoken


def spoken_by_link(
    request: HttpRequest, asked: ConfirmationRequest
) -> AbstractContextManager[None]:
    """Speak what the reader chose, else what the question was asked in.

    Where neither is known the browser decides, as everywhere.
    """
    if not asked.language or has_chosen_language(request):
        return nullcontext()
    return spoken(asked.language)
