"""What pages make browsers fetch, and when."""

import json
import re

from tests.architecture.sources import BASE, tracked

SCRIPT = re.compile(r"<script\b[^>]*?src=(?:\{%.*?%\}|[^>])*>")
AHEAD = re.compile(r"<link[^>]*rel=\"(?:prefetch|prerender|preload|preconnect)\"[^>]*")
LOCK = BASE / "tests" / "lighthouse" / "package-lock.json"
AT_ONCE = {
    "templates/proposals/submission/receipt.html",
    "templates/proposals/submission/submit.html",
}
"""Where a script adds a line to the masthead before the rest of the page is there."""


def in_templates(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """Return each tag of this pattern with the template it stands in."""
    return [
        (str(path.relative_to(BASE)), tag)
        for path in tracked("templates/*.html")
        for tag in pattern.findall(path.read_text(encoding="utf-8"))
    ]


def test_scripts_wait_until_the_page_is_there():
    scripts = in_templates(SCRIPT)

    assert len(scripts) > 20
    assert {path for path, tag in scripts if "defer" not in tag} == AT_ONCE


def test_only_static_files_are_fetched_ahead():
    ahead = in_templates(AHEAD)

    assert ahead
    assert [tag for _path, tag in ahead if "{% static " not in tag] == []


def test_tool_of_node_is_pinned_and_names_no_registry():
    packages = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]
    wanted = json.loads((LOCK.parent / "package.json").read_text(encoding="utf-8"))

    assert wanted["dependencies"] == packages[""]["dependencies"]
    assert all(each[0].isdigit() for each in wanted["dependencies"].values())
    assert all("integrity" in each for name, each in packages.items() if name)
    assert "://" not in LOCK.read_text(encoding="utf-8")
