"""Nothing on a page moves for long, and nothing at all where less motion is asked."""

import re

from tests.architecture.colours import CSS
from tests.architecture.sources import BASE

LONGEST_MS = 150
QUERY = "@media (prefers-reduced-motion: no-preference)"
MOVING = re.compile(
    r"(?<![-\w])(transition|animation)(?:-duration|-delay)?: ([^;}]+)|@keyframes|smooth"
)
TIME = re.compile(r"(?<![\w.])([\d.]+)(ms|s)\b")
BY_SCRIPT = re.compile(r"\.animate\(|behavior:\s*[\"']smooth|startViewTransition")


def sheets():
    return {
        str(path.relative_to(CSS)): re.sub(
            r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL
        )
        for path in CSS.rglob("*.css")
    }


def without_asked_motion(text):
    """Return a sheet without what stands under the query for motion."""
    while (start := text.find(QUERY)) >= 0:
        depth, end = 1, text.index("{", start) + 1
        while depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        text = text[:start] + text[end:]
    return text


def milliseconds(text):
    return [
        float(number) * (1000 if unit == "s" else 1)
        for number, unit in TIME.findall(text)
    ]


def test_motion_stands_under_the_query_that_asks_for_it():
    loose = {
        name: found
        for name, text in sheets().items()
        if (found := MOVING.findall(without_asked_motion(text)))
    }
    all_of_it = sum(len(MOVING.findall(text)) for text in sheets().values())

    assert loose == {}, f"Move it into `{QUERY} {{ }}`: {loose}"
    assert all_of_it >= 1


def test_no_motion_takes_longer_than_150_ms():
    stated = {
        name: [
            each for value in MOVING.findall(text) for each in milliseconds(value[1])
        ]
        for name, text in sheets().items()
    }
    stated["tokens.css"] += milliseconds(
        " ".join(re.findall(r"--quick: ([^;]+)", sheets()["tokens.css"]))
    )

    assert stated["tokens.css"] == [120.0]
    assert {
        name: times
        for name, times in stated.items()
        if times and max(times) > LONGEST_MS
    } == {}


def test_motion_names_a_token_and_no_figure():
    named = {
        name: value
        for name, text in sheets().items()
        for _, value in MOVING.findall(text)
        if not re.search(r"var\(--quick\)", value)
    }

    assert named == {}


def test_scripts_move_nothing():
    moving = [
        path.name
        for path in (BASE / "static" / "js").glob("*.js")
        if BY_SCRIPT.search(path.read_text(encoding="utf-8"))
    ]

    assert moving == []


def test_motion_outside_of_the_query_would_be_found():
    text = f"a {{ transition: color 2s; }} {QUERY} {{ b {{ transition: top 1s; }} }}"

    assert MOVING.findall(without_asked_motion(text)) == [("transition", "color 2s")]
    assert milliseconds("color 2s, top 20ms, var(--s2)") == [2000.0, 20.0]
