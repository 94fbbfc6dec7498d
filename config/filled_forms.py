"""Puts what somebody typed back into the form of a page; all else stays as drawn.

Only the tags of controls are written anew, so it works for every form of ours and for
those of Django's administration, whatever drew them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from itertools import accumulate
from urllib.parse import urljoin, urlsplit

from alliances.views.sent_again import TOKEN

ELSEWHERE = {"password", "file", "hidden"}
"""Fields nobody is led to."""
Attributes = dict[str, str | None]
Typed = dict[str, list[str]]

NEVER_FILLED = {"password", "file"}
PRESSED = {"submit", "button", "image", "reset"}
CHOSEN = {"checkbox", "radio"}


@dataclass(slots=True)
class Control:
    """A field, a button or an option of a page, and where its tag stands."""

    tag: str
    attributes: Attributes
    start: int
    end: int
    form: int | None
    """Of which form, by its place among those of the page."""
    text_end: int = 0
    """Where the text of a `textarea` ends."""
    options: list["Control"] = field(default_factory=list)
    folds: tuple["Control", ...] = ()
    """The `details` it stands in."""

    @property
    def name(self) -> str:
        """What it is sent as; nothing, if it is not sent."""
        is_off = "disabled" in self.attributes
        return "" if is_off else self.attributes.get("name") or ""

    @property
    def kind(self) -> str:
        """The kind of an `input`; of anything else its tag."""
        usual = {"button": "submit", "input": "text"}.get(self.tag, self.tag)
        return (self.attributes.get("type") or usual).lower()


@dataclass(frozen=True, slots=True)
class FilledPage:
    """A page with one form filled."""

    text: str
    first_field: str
    """The identifier of the first field of that form; empty, where it has none."""


def filled_page(page: str, *, here: str, to: str, typed: Typed) -> FilledPage | None:
    """Return the page with its form to an address filled; None if a value has no place.

    `here` is the address of the page. Of several forms to one address that is filled
    whose hidden fields are what was sent: there the button was pressed.
    """
    read = _Page(page)
    target = urlsplit(to).path
    forms = [
        number
        for number, action in enumerate(read.actions)
        if urlsplit(urljoin(here, action)).path == target
    ]
    forms.sort(key=lambda each: -_alike(read.controls_of(each), typed))
    for each in forms:
        controls = read.controls_of(each)
        edits = _edits(controls, typed)
        if edits is not None:
            return FilledPage(_edited(page, edits), _first_field(controls))
    return None


def with_note(page: str, note: str) -> str:
    """Return the page with a note where its content begins."""
    at = _Page(page).content_at
    return page[:at] + note + page[at:]


class _Page(HTMLParser):
    """The forms of a page and what belongs to each."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.actions: list[str] = []
        self.content_at = 0
        self._names: dict[str, int] = {}
        self._controls: list[tuple[Control, str | None]] = []
        self._open: int | None = None
        self._folds: tuple[Control, ...] = ()
        lines = page.split("\n")
        self._lines = [0, *accumulate(len(each) + 1 for each in lines)]
        self.feed(page)

    def controls_of(self, form: int) -> list[Control]:
        """Return them in the order of the page, also those that stand outside."""
        return [
            each
            for each, named in self._controls
            if (each.form if named is None else self._names.get(named)) == form
        ]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where a form, a field or the content begins."""
        attributes: Attributes = dict(attrs)
        start = self._at()
        end = start + len(self.get_starttag_text() or "")
        if tag == "form":
            self._open = len(self.actions)
            self.actions.append(attributes.get("action") or "")
            self._names[attributes.get("id") or ""] = self._open
        elif tag == "main":
            self.content_at = end
        elif tag in {"input", "textarea", "select", "button"}:
            control = Control(tag, attributes, start, end, self._open)
            control.folds = self._folds
            self._controls.append((control, attributes.get("form")))
        elif tag == "details":
            self._folds += (Control(tag, attributes, start, end, None),)
        elif tag == "option" and self._controls:
            option = Control(tag, attributes, start, end, None)
            self._controls[-1][0].options.append(option)

    def handle_endtag(self, tag: str) -> None:
        """Note where a form, a text or what can be folded ends."""
        if tag == "form":
            self._open = None
        elif tag == "textarea" and self._controls:
            self._controls[-1][0].text_end = self._at()
        elif tag == "details":
            self._folds = self._folds[:-1]

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column


def _alike(controls: Iterable[Control], typed: Typed) -> int:
    return sum(
        each.attributes.get("value") in typed.get(each.name, ())
        for each in controls
        if each.kind == "hidden"
    )


def _first_field(controls: Iterable[Control]) -> str:
    shown = (
        each.attributes.get("id")
        for each in controls
        if each.name and each.kind not in ELSEWHERE | PRESSED
    )
    return next(filter(None, shown), None) or ""


Edit = tuple[int, int, str]


def _edits(controls: list[Control], typed: Typed) -> list[Edit] | None:
    """Return what has to be written; None if something typed has no field."""
    left = {name: list(values) for name, values in typed.items()}
    edits: list[Edit] = []
    if not typed:
        return edits  # that nothing is ticked would be said by something
    for each in controls:
        if each.kind in PRESSED:
            left.pop(each.name, None)
        elif each.name and each.name != TOKEN and each.kind not in NEVER_FILLED:
            edits += _filled(each, left)
    is_whole = not any(value for values in left.values() for value in values)
    return edits + _unfolded(controls, typed) if is_whole else None


def _unfolded(controls: list[Control], typed: Typed) -> list[Edit]:
    """Open what hides something typed."""
    shown = [each for each in controls if each.kind != "hidden"]
    written = [each for each in shown if any(typed.get(each.name, ()))]
    folds = {each.start: each for control in written for each in control.folds}
    return [
        (each.start, each.end, _tag(each.tag, each.attributes | {"open": None}))
        for each in folds.values()
    ]


def _filled(control: Control, left: Typed) -> Iterable[Edit]:
    """Write one field, and take what it took from what is left."""
    values = left.get(control.name, [])
    if control.tag == "select":
        yield from _chosen_options(control, values)
    elif control.kind in CHOSEN:
        yield _chosen(control, values, "checked", unnamed="on")
    elif values and control.tag == "textarea":
        # The first line break after the tag is not part of a text.
        yield control.end, control.text_end, "\n" + escape(values.pop(0))
    elif values:
        attributes = control.attributes | {"value": values.pop(0)}
        yield control.start, control.end, _tag(control.tag, attributes)


def _chosen_options(control: Control, values: list[str]) -> Iterable[Edit]:
    if "multiple" in control.attributes:
        mine = values
    else:
        offered = {each.attributes.get("value") or "" for each in control.options}
        if not values or values[0] not in offered:
            return
        mine = [values.pop(0)]
    for each in control.options:
        yield _chosen(each, mine, "selected", unnamed="")


def _chosen(control: Control, values: list[str], word: str, *, unnamed: str) -> Edit:
    """Tick what was ticked; what was not sent was not ticked."""
    value = control.attributes.get("value", unnamed) or ""
    attributes = {name: it for name, it in control.attributes.items() if name != word}
    if value in values:
        values.remove(value)
        attributes[word] = None
    return control.start, control.end, _tag(control.tag, attributes)


def _tag(tag: str, attributes: Attributes) -> str:
    words = (
        f" {name}" if value is None else f' {name}="{escape(value)}"'
        for name, value in attributes.items()
    )
    return f"<{tag}{''.join(words)}>"


def _edited(page: str, edits: list[Edit]) -> str:
    parts, done = [], 0
    for start, end, text in sorted(edits):
        parts += [page[done:start], text]
        done = end
    return "".join([*parts, page[done:]])
