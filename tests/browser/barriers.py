"""What axe-core objects to on a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def violations(page: Page, *, leaving_out: tuple[str, ...] = ()) -> list[str]:
    """Return what axe objects to, with the places, in lines one can act on.

    A rule is left out where a page cannot keep it by what it is.
    """
    # A click waits until the next page begins to arrive, not until all of it is there.
    page.wait_for_load_state()
    options = {"rules": {rule: {"enabled": False} for rule in leaving_out}}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{each['help']}: {node['target'][0]}"
        for each in found
        for node in each["nodes"]
    ]
