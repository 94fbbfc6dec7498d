"""Lines of the task list that are drawn at once say what they should, and no more."""

import uuid
from typing import Any

from proposals.selectors.form.form_states import FormTask
from proposals.templatetags.task_lines import section_lines

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
