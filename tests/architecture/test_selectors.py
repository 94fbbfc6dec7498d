"""A change on a page asks for the styles of what changed, not of everything."""

import re

from tests.architecture.test_motion import sheets

EVERYTHING_IN_IT = re.compile(r"[^{},]*:has\([^{}]*\)\s*[>+~ ]\s*\*[^{},]*(?=[,{])")


def test_no_selector_goes_from_has_to_whatever_stands_there():
    """Browsers keep one list of what any `:has()` may change.

    With `*` on it they style the whole page again whenever an element comes or goes, as
    `body:has()` of the panel asks on every change: 5,114 elements for 1,150.
    """
    wide = {
        name: found
        for name, text in sheets().items()
        if (found := EVERYTHING_IN_IT.findall(text))
    }

    assert wide == {}, f"Name what it holds, `> :is(th, td)`: {wide}"
    assert EVERYTHING_IN_IT.findall("i, tr:has(+ .more) > * { }") != []
