"""The parts under `templates/components/`: one for each template there."""

from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from alliances.enums import Colours
from alliances.files.problems import Problem
from alliances.forms.filters import FilterForm
from alliances.forms.refusals import RefusalForm
from alliances.selectors.listing import Cell, Heading, Listing
from alliances.selectors.reviews import Review
from config.components.basics import ExampleForm
from config.components.kinds import Component, Example
from config.components.words import (
    COUNTRIES,
    DRAFT,
    GERMAN,
    LONG,
    LONG_TEXT,
    SERBIAN,
    SHORT,
)
from config.standing import Notice
from proposals.selectors.drafts.masthead import Masthead

STANDING = Notice(
    title=SERBIAN,
    text=LONG_TEXT,
    reason=GERMAN,
)
AWAY = Notice("No mails go out now", LONG_TEXT, is_explained=True)
PAGES = Paginator(range(250), 100)
HEADINGS = (
    Heading("Organisation", "name", "ascending", is_number=False),
    Heading("Country", "country", "", is_number=False),
    Heading("Partners", "-partners", "", is_number=True),
)


class ExampleFilter(FilterForm):
    """What a list is limited to, with fields of the form of examples."""

    title = ExampleForm.base_fields["title"]
    country = ExampleForm.base_fields["country"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own signature
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # A filter may stay empty, whatever the form of examples asks.
            field.required = False


def _listing() -> Listing:
    rows = tuple(
        (Cell(name, "#", note=code), Cell(country), Cell("1,204", is_number=True))
        for name, (code, country) in zip((SHORT, *LONG), COUNTRIES, strict=False)
    )
    return Listing(HEADINGS, rows, total=250, pages=PAGES.page(2))


def _masthead(*, acronym: str, title: str, is_archived: bool = False) -> Masthead:
    return Masthead(
        public_id=DRAFT,
        acronym=acronym,
        title=title,
        call="Call 2020",
        place="Lot 2 · Blueprint · cybersecurity",
        closes="closes in 12 days",
        deadline="Wed 26 Feb 2020, 17:00 Brussels time",
        deadline_iso="2020-02-26T17:00+01:00",
        is_open=True,
        is_archived=is_archived,
    )


def _review(*, is_asked: bool, is_own: bool) -> Review:
    return Review(
        state="asked" if is_asked else "kept",
        asked="Anton Weber, 3 March 2020, 09:12" if is_asked else "",
        reason=LONG_TEXT if is_asked else "",
        decided="",
        refusal="",
        is_own=is_own,
        may_ask=not is_asked,
        may_publish=is_asked,
        may_refuse=is_asked,
        needs_reason=not is_asked,
        is_alone=False,
    )


def _decision(state: str, *, is_asked: bool, is_own: bool = False) -> Example:
    context = {
        "page": {"review": _review(is_asked=is_asked, is_own=is_own)},
        "form": {"asks": False},
        "refusal": RefusalForm(),
        "address": "#",
    }
    return Example(state, "components_page/_decision.html", context)


def around() -> tuple[Component, ...]:
    """Return what stands around the content of a page."""
    here = {"here": reverse("components")}
    offered = {"chosen": Colours.DARK, "offered": Colours}
    bands = {
        "Plain": _masthead(acronym="CYBERSKILLS", title="Skills for small firms"),
        "Long names": _masthead(acronym="KOMPETENZOFFENSIVE-EUROPA", title=GERMAN),
        "Archived": _masthead(acronym="CHARTER", title="", is_archived=True),
    }
    return (
        Component(
            "Masthead",
            "Above every page of one alliance: name, call, deadline.",
            "On pages of no alliance: those have the name of the product.",
            tuple(
                Example(
                    state, "components/_masthead.html", {"masthead": band, "oob": 0}
                )
                for state, band in bands.items()
            ),
        ),
        Component(
            "Person's menu",
            "Once, in the corner of the band.",
            "For ways within an alliance: those are the task list.",
            (Example("Signed in", "components/_person.html"),),
        ),
        Component(
            "Ways of the administration",
            "On top of every page of the administration.",
            "Elsewhere.",
            (Example("Here", "components/_administration.html", {"here": "rules"}),),
        ),
        Component(
            "Choice of language and colours",
            "At the foot of every page, and without script.",
            "On pages of errors, which ask nobody.",
            (
                Example(
                    "Language", "components/_languages.html", {**here, "is_named": True}
                ),
                Example(
                    "Language, on a page that carries a form on",
                    "components/_languages.html",
                    {**here, "is_named": True, "again": [("name", "Anna Verstraete")]},
                ),
                Example("Colours", "components/_colours.html", {**here, **offered}),
            ),
        ),
        Component(
            "Standing notice",
            "Above every page while something holds for everybody: nothing can be"
            " changed, a part does not work.",
            "For what concerns one page or one person: that is a note.",
            (
                Example(
                    "Read-only",
                    "components/_standing.html",
                    {"notices": (STANDING,)},
                ),
                Example(
                    "A part is away",
                    "components/_standing.html",
                    {"notices": (AWAY,)},
                ),
            ),
        ),
        Component(
            "Warning of the session",
            "By session.js, five minutes before the session ends, and after it.",
            "For anything else that is urgent: that is a note or a summary.",
            (
                Example(
                    "Ends soon",
                    "components/_session.html",
                    {"said": _("You are signed out in a minute.")},
                ),
            ),
        ),
    )


def lists() -> tuple[Component, ...]:
    """Return lists, and what is said of their rows."""
    problems = [
        Problem("row 7, country", "XX", "a code of the list, such as LT"),
        Problem("row 12, name", SERBIAN * 2, "at most 300 characters"),
    ]
    return (
        Component(
            "Listing",
            "Rows people scan and sort; every order and page is an address.",
            "Without rows: then one sentence says so, with the way to some.",
            (
                Example(
                    "Rows",
                    "components/_listing.html",
                    {"listing": _listing(), "heading": "list"},
                ),
            ),
        ),
        Component(
            "Filters",
            "Above a listing: a plain GET, every field may stay empty.",
            "For what changes something: that is a form with a button that says so.",
            (
                Example(
                    "Empty",
                    "components/_filters.html",
                    {"form": ExampleFilter({}), "address": "#"},
                ),
                Example(
                    "Error",
                    "components/_filters.html",
                    {"form": ExampleFilter({"country": "XX"}), "address": "#"},
                ),
            ),
        ),
        Component(
            "Page numbers",
            "Under a list of more than a hundred rows.",
            "Under lists of alliances: theirs say newer and older.",
            tuple(
                Example(
                    f"Page {number}",
                    "components/_numbered_pages.html",
                    {"pages": PAGES.page(number)},
                )
                for number in (1, 2, 3)
            ),
        ),
        Component(
            "Problems of a file",
            "What to correct, where, in a table; the file is refused as a whole.",
            "For one field of a form.",
            (
                Example(
                    "Some of many",
                    "components/_problems.html",
                    {"problems": problems, "unlisted": 38, "advice": ""},
                ),
            ),
        ),
        Component(
            "Folded text",
            "A long text of somebody in a list: its beginning, all of it on request.",
            "For our own words: write less.",
            (
                Example("Short", "components/_folded_text.html", {"text": GERMAN}),
                Example("Long", "components/_folded_text.html", {"text": LONG_TEXT}),
                Example("Empty", "components/_folded_text.html", {"text": ""}),
            ),
        ),
        Component(
            "Note to a name",
            "Below a table in which the name of Kosovo* stands.",
            "For notes of our own: those stand beside what they are about.",
            (Example("Below", "components/_kosovo.html"),),
        ),
        Component(
            "Decision of two",
            "Where one administrator asks and another publishes.",
            "For what one person may do alone.",
            (
                _decision("To be asked for", is_asked=False),
                _decision("Asked for", is_asked=True),
                _decision("Asked for by choice", is_asked=True, is_own=True),
            ),
        ),
    )
