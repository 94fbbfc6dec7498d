"""Late texts as who typed them knew the form: its labels, and where it stands."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from alliances.models import User
from alliances.phrases import labelled
from proposals.enums import Use
from proposals.errors.answers import Unreadable
from proposals.forms.answers import seal
from proposals.forms.effort import days_shown, parse_days
from proposals.forms.late_places import (
    CATEGORIES,
    HIDDEN,
    PLACES,
    Keys,
    Known,
    as_on_its_page,
    is_sent_along,
    known_of,
    label_of,
    plain_word_of,
    word_of,
)
from proposals.forms.numbers import number_in
from proposals.forms.unsaved import KeptForm
from proposals.models import LateText, Proposal
from proposals.selectors.drafts.masthead import second_words
from proposals.selectors.form.late_texts import late_texts_of
from proposals.selectors.plan.mobility import NEW, LineValues
from proposals.services.answers import Reply

LONG = 30
"""Characters that nobody wants to type once more."""
FRAGMENT = "-fragment"
ANSWER = re.compile(r"(?P<code>(?:(?!--)[-\w])+?)(?:--(?P<partner>[0-9]+))?-text")
CARRIED = "carried-"
DAYS = re.compile(r"days-(?P<package>[0-9]{1,6})-(?P<category>[a-z]+)")
LINE = re.compile(r"(?P<row>new|m[0-9]{1,6})-participants")
LINE_FIELDS = (*LineValues.__dataclass_fields__, "remove")
BLANK_LINE = asdict(LineValues())
MOBILITY = "mobility-lines"

Typed = Mapping[str, Sequence[str]]
"""The name of a field → what was sent in it."""


@dataclass(frozen=True, slots=True)
class LateField:
    """One field of a form that came late."""

    label: str
    """What the page calls it."""
    said: str
    """What was typed, or chosen, as the page shows it."""

    @property
    def is_long(self) -> bool:
        """Whether it is worth a button that copies it."""
        return len(self.said) > LONG


@dataclass(frozen=True, slots=True)
class LateForm:
    """What one person sent to one page after the close."""

    key: int
    by: str
    sent: str
    """When, to the second, in Brussels."""
    where: str
    """What the page is called."""
    fields: tuple[LateField, ...]


def is_of_the_draft(page: str) -> bool:
    """Say whether something is typed into a draft on the page of this name."""
    return page.removesuffix(FRAGMENT) in PLACES


def late_forms(proposal: Proposal, reader: User) -> tuple[LateForm, ...]:
    """Return what came after the close and `reader` may know of, in words.

    One query where nothing came; two to four more where something did.
    """
    rows = late_texts_of(proposal, reader).select_related("person")
    return said_in(proposal, rows)


def said_in(proposal: Proposal, rows: Iterable[LateText]) -> tuple[LateForm, ...]:
    """Return late texts of a draft in words; a form in which nothing was typed is none.

    What says the same as the draft where the page said what it had shown is left out.
    """
    found = list(rows)
    if not found:
        return ()
    known = known_of(proposal)
    forms = [_form(known, each) for each in found]
    return tuple([each for each in forms if each.fields])


def fields_typed(path: str, typed: Typed) -> tuple[LateField, ...]:
    """Return what somebody typed at an address of no draft, also where it is nothing.

    By what the page calls its fields; what it sends along by itself is left out.
    """
    page, keys = _place(path)
    return tuple(
        LateField(
            label_of(page, keys, name),
            ", ".join([plain_word_of(page, keys, name, each) for each in values]),
        )
        for name, values in typed.items()
        if not is_sent_along(name, values)
    )


def _form(known: Known, late: LateText) -> LateForm:
    page, keys = _place(late.place)
    read = READERS.get(page, _plainly(page))
    return LateForm(
        key=late.pk,
        by=str(late.person),
        sent=second_words(late.sent_at),
        where=PLACES.get(page, _no_more)(known, keys),
        fields=tuple([each for each in read(known, keys, late.typed) if each.said]),
    )


def _place(path: str) -> tuple[str, Keys]:
    """Return the name and the keys of an address; none where there is no such page."""
    try:
        match = resolve(path)
    except Resolver404:
        return "", {}
    return (match.url_name or "").removesuffix(FRAGMENT), match.kwargs


def _no_more(_known: Known, _keys: Keys) -> str:
    return _("A page that is no more")


def _first(typed: Typed, name: str) -> str:
    values = typed.get(name) or [""]
    return values[0]


Reader = Callable[[Known, Keys, Typed], Iterator[LateField]]


def _plainly(page: str) -> Reader:
    """Return what reads a form whose fields have a label each."""

    def read(known: Known, keys: Keys, typed: Typed) -> Iterator[LateField]:
        for name in as_on_its_page(page, keys, typed):
            if name not in HIDDEN:
                words = [word_of(known, page, keys, name, each) for each in typed[name]]
                yield LateField(
                    label_of(page, keys, name), ", ".join(filter(None, words))
                )

    return read


def _answer(known: Known, keys: Keys, typed: Typed) -> Iterator[LateField]:
    """Read one answer that a script sent."""
    yield from _reply(
        known, str(keys["question"]), _first(typed, "text"), _first(typed, "use")
    )


def _reply(known: Known, code: str, text: str, use: str) -> Iterator[LateField]:
    found = known.questions.get(code)
    title = found[1].title if found else code
    yield LateField(title, text)
    used = str(dict(Use.choices).get(use, use)) if use else ""
    yield LateField(_("%(title)s: used or not") % {"title": title}, used)


def _section(known: Known, _keys: Keys, typed: Typed) -> Iterator[LateField]:
    """Read the answers of a page that say something else than it had shown."""
    for name in sorted(typed, key=partial(_question_place, list(known.questions))):
        if answer := ANSWER.fullmatch(name):
            key = name.removesuffix("-text")
            text, use = _first(typed, name), _first(typed, f"{key}-use")
            # A browser sends line ends of its own.
            reply = Reply(text.replace("\r\n", "\n"), use)
            if seal(reply) != _first(typed, f"{key}-seen"):
                yield from _reply(known, answer["code"], text, use)
        elif name.startswith(CARRIED) and not name.endswith("-seen"):
            seen = _first(typed, f"{name}-seen").split()
            yield from _carried(known, name.removeprefix(CARRIED), typed[name], seen)


def _question_place(codes: Sequence[str], name: str) -> int:
    """Return where the form asks what a field answers; behind all if it does not."""
    answer = ANSWER.fullmatch(name)
    code = answer["code"] if answer else name.removeprefix(CARRIED)
    return codes.index(code) if code in codes else len(codes)


def _coverage(known: Known, keys: Keys, typed: Typed) -> Iterator[LateField]:
    """Read the work packages of one activity, as a script sends them."""
    ticked, seen = typed.get("work_package", ()), _first(typed, "seen").split()
    yield from _carried(known, str(keys["question"]), ticked, seen)


def _carried(
    known: Known, code: str, ticked: Sequence[str], seen: Sequence[str]
) -> Iterator[LateField]:
    if set(ticked) != set(seen):
        found = known.questions.get(code)
        title = found[1].title if found else code
        names = [known.packages.get(number_in(each) or 0, each) for each in ticked]
        label = _("%(title)s: work packages that carry it out") % {"title": title}
        yield LateField(label, ", ".join(names) or _("none"))


def _kept(known: Known, _keys: Keys, typed: Typed) -> Iterator[LateField]:
    """Read the texts that a browser had kept and sent in one go."""
    try:
        texts = KeptForm({"texts": _first(typed, "texts")}).kept()
    except Unreadable:
        return
    for each in texts:
        for field in _reply(known, each.question, each.text, each.use):
            label = known.with_partner(field.label, {"partner": each.partner or 0})
            yield LateField(label if each.partner else field.label, field.said)


def _days(known: Known, _keys: Keys, typed: Typed) -> Iterator[LateField]:
    """Read the boxes of a grid that say something else than it had shown."""
    boxes = [box for name in typed if (box := DAYS.fullmatch(name))]
    for box in sorted(boxes, key=_box_place):
        days = _first(typed, box[0])
        if not _is_shown(days, _first(typed, f"seen-{box[0]}")):
            package = known.packages.get(int(box["package"]), f"WP{box['package']}")
            title = str(CATEGORIES.get(box["category"], box["category"]))
            yield LateField(f"{package}, {title}", days)
    yield LateField(label_of("", {}, "note"), _first(typed, "note"))


def _box_place(box: re.Match[str]) -> tuple[int, int]:
    """Return where a grid has a box: by package, then as its columns stand."""
    columns = list(CATEGORIES)
    known = box["category"] in columns
    column = columns.index(box["category"]) if known else len(columns)
    return int(box["package"]), column


def _is_shown(typed: str, seen: str) -> bool:
    """Say whether a box says what it had shown: versions and days, by colons."""
    *_versions, shown = seen.split(":")
    try:
        return parse_days(typed.strip()) == days_shown(shown)
    except ValueError:
        return False


def _lines(known: Known, keys: Keys, typed: Typed) -> Iterator[LateField]:
    """Read the mobility lines that say something else than those of the draft."""
    rows = [found["row"] for name in typed if (found := LINE.fullmatch(name))]
    for row in sorted(rows, key=lambda row: (row == NEW, len(row), row)):
        said = {name: _first(typed, f"{row}-{name}") for name in LINE_FIELDS}
        if said != {**known.lines.get(row, BLANK_LINE), "remove": ""}:
            yield LateField(_line_title(row), _line_words(known, keys, said))


def _line_title(row: str) -> str:
    return _("New line") if row == NEW else _("Line %s") % row.upper()


def _line_words(known: Known, keys: Keys, said: Mapping[str, str]) -> str:
    words = {
        label_of(MOBILITY, keys, name): word_of(known, MOBILITY, keys, name, value)
        for name, value in said.items()
        if value
    }
    return "\n".join(labelled(label, word) for label, word in words.items())


READERS: Mapping[str, Reader] = {
    "answer-save": _answer,
    "answer-save-partner": _answer,
    "form-section": _section,
    "form-partner": _section,
    "activity-coverage": _coverage,
    "unsaved-restore": _kept,
    "effort": _days,
    "own-figures": _days,
    MOBILITY: _lines,
}
"""How forms are read whose fields have no label each."""
