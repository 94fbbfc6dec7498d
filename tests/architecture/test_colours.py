"""Every colour can be read, in every scheme, and docs/design.md says how well."""

import re

import pytest

from tests.architecture import colours

STATED = colours.stated()
NEEDED = {"text": (4.5, 4.5, 7, 7), "line": (3, 3, 3, 3)}
"""The least ratio by use and scheme: AA, and AAA for text where more is asked for."""
WASHES = {"met", "not-met", "unknown", "accent"}
GROUNDS = {"paper", "surface", "wash"}
INVERTED = {"on-accent"}
WIDTHS_OF_ALL = re.compile(r"@media \((?:max|min)-width[^{]*")
HEX = re.compile(r"#[0-9a-f]{3,8}\b")
MAY_HOLD_COLOURS = {
    "tokens.css": "where they are",
    "contrast.css": "the same with more contrast",
    "print.css": "paper is white",
    "pages/account.css": "a code is read by a camera: always on white",
    "pages/submission.css": "as above",
}


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#ffffff", "#000000", 21),
        ("#777777", "#777777", 1),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
    ],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert round(colours.contrast(one, other), 2) == ratio


@pytest.mark.parametrize("pair", STATED, ids=lambda pair: f"{pair[0]} on {pair[1]}")
def test_figures_of_the_document_are_measured(pair):
    assert STATED[pair][1] == colours.measured(*pair)


@pytest.mark.parametrize("pair", STATED, ids=lambda pair: f"{pair[0]} on {pair[1]}")
def test_every_pair_can_be_read(pair):
    values = colours.tokens().values()
    needed = NEEDED[STATED[pair][0]]

    exact = [colours.contrast(each[pair[0]], each[pair[1]]) for each in values]

    assert [ratio >= least for ratio, least in zip(exact, needed, strict=True)] == (
        [True] * 4
    )


def test_every_colour_of_text_is_measured_on_every_ground():
    texts = colours.written("color") - INVERTED
    expected = {(text, ground) for text in texts for ground in GROUNDS}
    expected |= {(name, f"{name}-wash") for name in WASHES}
    expected |= {("ink", f"{name}-wash") for name in WASHES}
    expected |= {("quiet", f"{name}-wash") for name in WASHES}
    expected |= {("on-accent", "accent"), ("on-accent", "accent-strong")}

    assert {pair for pair, (use, _) in STATED.items() if use == "text"} == expected


def test_edges_of_controls_are_measured_on_every_ground():
    assert {pair for pair, (use, _) in STATED.items() if use == "line"} == {
        ("edge", ground) for ground in GROUNDS
    }


@pytest.mark.parametrize("scheme", colours.SCHEMES)
@pytest.mark.parametrize("ground", sorted(GROUNDS))
def test_focus_is_seen_by_its_ring_or_by_the_line_within(scheme, ground):
    values = colours.tokens()[scheme]

    seen = [
        colours.contrast(values[name], values[ground])
        for name in ("focus", "focus-line")
    ]

    assert max(seen) >= 3


def test_more_contrast_replaces_tokens_that_there_are():
    plain, more = (
        set(
            re.findall(
                r"^ +--([a-z-]+):", path.read_text(encoding="utf-8"), re.MULTILINE
            )
        )
        for path in (colours.CSS / "tokens.css", colours.CSS / "contrast.css")
    )

    assert more - plain == set()


def test_colours_stand_in_tokens_alone():
    holding = {
        str(path.relative_to(colours.CSS))
        for path in colours.CSS.rglob("*.css")
        if HEX.search(re.sub(r"url\([^)]*\)", "", path.read_text(encoding="utf-8")))
    }

    assert holding == set(MAY_HOLD_COLOURS)


def test_widths_of_screens_say_nothing_of_paper():
    """A4 is 658 pixels wide: it would get what a phone gets."""
    loose = {
        str(path.relative_to(colours.CSS)): found
        for path in colours.CSS.rglob("*.css")
        if (found := WIDTHS_OF_ALL.findall(path.read_text(encoding="utf-8")))
    }

    assert loose == {}, "Write `@media screen and (max-width: …)`."
