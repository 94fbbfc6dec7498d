"""The page of components: every part of the product with its states, alive."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alliances.access import require_administrator
from config.components.acts import acts
from config.components.basics import basics
from config.components.drawing import drawn
from config.components.kinds import Group
from config.components.partners import partners
from config.components.shared import around, lists
from config.components.writing import answers


def groups() -> tuple[Group, ...]:
    """Return every component in the order of the page, in the reader's language."""
    return (
        Group("Basics", basics()),
        Group("Around a page", around()),
        Group("Lists", lists()),
        Group("Partners and verdicts", partners()),
        Group("Writing", answers()),
        Group("Acts", acts()),
    )


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Show administrators every part as pages draw it; examples are of no draft."""
    require_administrator(request.user)
    shown = [
        (group.title, [(each, list(drawn(each, request))) for each in group.components])
        for group in groups()
    ]
    return render(request, "components_page/page.html", {"groups": shown})
