"""Lines of the task list that are drawn at once say what they should, and no more."""

import uuid
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from proposals.selectors.drafts.tasks import PLACES, Task
from proposals.selectors.form.form_states import FormTask
from proposals.templatetags.task_lines import first_lines, last_lines, section_lines

ALLIANCE = uuid.UUID(int=1)
FORM = f"/alliances/{ALLIANCE}/form"


def _drawn(current: str = "", **given: Any) -> str:
    task = {"code": "impact", "title": "A & B", "state": "<begun>", "mark": "wait"}
    return section_lines([FormTask(**task | given)], ALLIANCE, current)


def test_section_is_escaped_and_leads_to_its_page():
    assert _drawn() == (
        f'<li><a href="{FORM}/impact/"><b>A &amp; B</b>'
        '<span class="wait">&lt;begun&gt;</span></a></li>\n'
    )


def test_section_that_is_shown_says_so_and_how_it_is_once_begun():
    assert _drawn("impact", is_untouched=True) == (
        f'<li><a href="{FORM}/impact/" aria-current="page"><b>A &amp; B</b>'
        '<span class="wait" data-begun="In progress">&lt;begun&gt;</span></a></li>\n'
    )


def test_parts_and_comments_stand_below():
    talk = {("why", None): 1}

    assert _drawn(parts="1 of 2 parts", talk=talk) == (
        f'<li><a href="{FORM}/impact/"><b>A &amp; B</b>'
        '<span class="wait">&lt;begun&gt;</span>'
        "<span>1 of 2 parts</span><span>1 open comment</span></a></li>\n"
    )


PARTS = ("consortium", "eligibility", "partners", "facts", "submission", "colleagues")


def _part(draw: Callable[..., str], title: str, current: str = "") -> str:
    tasks = SimpleNamespace(**dict.fromkeys(PARTS, Task("<3> & more", "wait")))
    lines = draw(tasks, {each: f"/{each}/" for each in PLACES}, current).splitlines()
    return next(each for each in lines if f"<b>{title}</b>" in each)


def test_part_says_where_it_stands_and_is_escaped():
    assert _part(first_lines, "Consortium") == (
        '<li><a href="/workspace/"><b>Consortium</b>'
        '<span class="wait">&lt;3&gt; &amp; more</span></a></li>'
    )


def test_part_that_is_shown_says_so():
    assert _part(last_lines, "Colleagues", current="colleagues") == (
        '<li><a href="/colleagues/" aria-current="page"><b>Colleagues</b>'
        '<span class="wait">&lt;3&gt; &amp; more</span></a></li>'
    )


def test_what_has_no_state_says_what_it_is_for():
    assert _part(first_lines, "Mandates") == (
        '<li><a href="/documents/"><b>Mandates</b>'
        "<span>To be signed, with the declaration</span></a></li>"
    )
