"""Fixtures for services: a draft, its coordinator, its pack, and no queue.

pytest may read this before Django's settings are there, so models come in late.
"""

import pytest


@pytest.fixture
def sent(monkeypatch):
    """Collect the messages instead of sending them; one that becomes many as these."""
    kept: list = []

    def keep(task, *keys):
        if task == "proposals.tasks.send_each":
            task, keys = keys[0], keys[1:]
        kept.extend((task, key) for key in keys)

    monkeypatch.setattr("proposals.outbox._send", keep)
    return kept


@pytest.fixture
def proposal(sent):  # noqa: ARG001  # nothing may leave before the test looks
    from tests.factories import make_eligible_draft  # noqa: PLC0415  # needs the settings

    return make_eligible_draft(acronym="CHARTER")


@pytest.fixture
def maria(proposal):
    return proposal.alliance.coordinator


@pytest.fixture
def pack(proposal, maria):
    from proposals.services.packs import request_pack  # noqa: PLC0415  # as above

    return request_pack(proposal=proposal, by=maria)


@pytest.fixture
def quick(monkeypatch):
    """Draw nothing: a few steps of progress, then some bytes."""
    from proposals.documents.renderer import RenderedPdf  # noqa: PLC0415  # as above
    from proposals.enums import PackStep  # noqa: PLC0415  # as above
    from proposals.services import pack_ladder  # noqa: PLC0415  # as above

    def draw(content, *, progress, **_):
        progress(PackStep.LAYOUT, 1, 0)
        progress(PackStep.PAINTING, 1, 1)
        return RenderedPdf(b"%PDF " + content[:9].encode(), 1)

    monkeypatch.setattr(pack_ladder, "draw_pack", draw)


@pytest.fixture
def closing(sent):  # noqa: ARG001  # as above
    """Give a draft whose call closes, and whose partners were not asked yet."""
    from alliances.enums import Confirmation  # noqa: PLC0415  # as above
    from tests.factories import make_user  # noqa: PLC0415  # as above
    from tests.proposals.services.forms import make_draft_with_form  # noqa: PLC0415  # as above
    from tests.proposals.services.reminding import DEADLINE, close_at  # noqa: PLC0415  # as above

    draft = make_draft_with_form(
        by=make_user("maria@example.org"),
        acronym="CHARTER",
        title="A secret title",
        confirmation=Confirmation.NOT_INVITED,
    )
    draft.save(update_fields=["form"])
    close_at(draft, DEADLINE)
    return draft
