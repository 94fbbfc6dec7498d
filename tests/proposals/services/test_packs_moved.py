"""What a pack is worth after its site moved to another address."""

import pypdfium2
import pytest
from django.urls import reverse

from proposals.enums import PackState
from proposals.models import ApplicationPack
from proposals.selectors.submissions.pack_checks import check_pack, owner_of
from proposals.selectors.submissions.verification import verified_page
from proposals.services.pack_drawing import render_pack
from proposals.services.packs import request_pack
from proposals.verify_codes import grouped_code, verify_code
from tests.factories import submit
from tests.proposals.services.pack_rows import change, stored

pytestmark = pytest.mark.django_db(transaction=True)
FORMER, PRESENT = "https://alliances.example.org", "https://skills.example.eu"


@pytest.fixture
def submission(proposal, settings):
    settings.SITE_URL = FORMER
    return submit(proposal)


def drawn(pack):
    render_pack(pack_id=pack.public_id)
    assert stored(pack).state == PackState.READY
    with stored(pack).file.open() as file:
        return file.read()


def cover_of(content):
    with pypdfium2.PdfDocument(content) as pdf:
        return " ".join(pdf[0].get_textpage().get_text_range().split())


def test_pack_drawn_before_a_move_and_one_drawn_after_it_are_both_the_submitted_one(
    submission, maria, settings, monkeypatch
):
    before = drawn(ApplicationPack.objects.get(submission=submission))
    settings.SITE_URL = PRESENT
    # Another renderer is another pack: the former one stays as it is.
    monkeypatch.setattr(
        "proposals.services.pack_contents.renderer_version", lambda: "ssa-pack/later"
    )
    pack = request_pack(proposal=submission.proposal, by=maria, submission=submission)
    after = drawn(pack)

    code = verify_code(number=submission.number, sha256=submission.sha256)
    for content, site in ((before, FORMER), (after, PRESENT)):
        assert check_pack(submission, content).mark == "met"
        assert owner_of(content) == submission
        door = f"{site}{reverse('verify')}".removeprefix("https://")
        assert f"{door} with the number" in cover_of(content)
        assert grouped_code(code) in cover_of(content)
    assert len(verified_page(submission).packs) == 2


def test_pack_that_is_drawn_again_after_a_move_differs_and_is_the_submitted_one(
    submission, settings
):
    pack = ApplicationPack.objects.get(submission=submission)
    before = drawn(pack)
    change(pack, state=PackState.QUEUED)
    settings.SITE_URL = PRESENT

    after = drawn(pack)

    assert check_pack(submission, after).mark == "met"
    # The site keeps one file of a pack; what it held before has the same content.
    assert check_pack(submission, before).heading == "The same content, another file"


def test_pack_that_is_drawn_again_at_the_same_address_has_the_same_bytes(submission):
    pack = ApplicationPack.objects.get(submission=submission)
    before = drawn(pack)
    change(pack, state=PackState.QUEUED)

    assert drawn(pack) == before


def test_link_printed_before_a_move_leads_to_its_page_behind_a_redirect(
    client, submission, settings
):
    code = verify_code(number=submission.number, sha256=submission.sha256)
    path = reverse("verified", args=[submission.number, code])
    settings.SITE_URL = PRESENT

    assert client.get(path).context["page"].number == submission.number
