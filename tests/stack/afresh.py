"""What a process of tests supposes at the start of each, whichever it ran before."""

from django.core.cache import cache

from alliances.selectors import pauses
from tests.stack.memories import let_them_hold_all
from tests.stack.service import suppose_it_works


def start() -> None:
    """Count no sign-in against anybody, let all be written, take it that all works."""
    cache.clear()
    pauses.suppose(None)
    suppose_it_works()
    let_them_hold_all()
