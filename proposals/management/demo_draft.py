"""The second draft of the demo: a whole proposal, and people at work on it."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace

from django.core.management.base import CommandError

from alliances.files.problems import FileRefused
from alliances.models import Alliance, User
from proposals.demo import WHOLE_PROPOSAL
from proposals.files.marked_answers import parse_marked_answers
from proposals.files.proposal_file import FACTS, Part, ProposalFile
from proposals.files.proposal_reader import parse_proposal
from proposals.management.demo_story import Story, standing_at, tell
from proposals.services.whole_drafts import open_whole_proposal

People = Mapping[str, User]
"""Demo accounts by their address."""


def whole_proposal() -> ProposalFile:
    """Return the draft as its files state it: plan and money, then the texts."""
    path = WHOLE_PROPOSAL / "proposal.json"
    file = parse_proposal(path.read_bytes())
    rows = dict(file.rows)
    for each in sorted((WHOLE_PROPOSAL / "answers").glob("*.md")):
        rows.update(parse_marked_answers(each.read_text("utf-8")))
    return replace(file, rows=rows, parts=frozenset(Part))


def load_whole_proposal(people: People, coordinator: User) -> None:
    """Open the draft with all its life, unless the coordinator has it already."""
    file = whole_proposal()
    mine = Alliance.objects.filter(coordinator=coordinator)
    if mine.filter(acronym=file.rows[FACTS]["acronym"]).exists():
        return
    life = tomllib.loads((WHOLE_PROPOSAL / "life.toml").read_text("utf-8"))
    try:
        with standing_at(life["opened"]):
            draft = open_whole_proposal(file=file, by=coordinator)
    except FileRefused as refusal:
        hint = "`load_calls` publishes the calls of the demo."
        raise CommandError(f"{WHOLE_PROPOSAL.name}: {refusal}. {hint}") from refusal
    tell(Story(draft, life, people))
