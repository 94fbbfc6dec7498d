"""An uploaded rulebook: its difference shown, asked for, published or refused."""

import pytest
from django.urls import reverse

from alliances.models import Call
from eligibility.models import Rulebook, RulebookUpload
from eligibility.selectors.law_checks import law_check_page
from tests.eligibility.views.law_uploads import (
    NAME,
    RENAMED,
    act,
    changed,
    send,
    words,
)
from tests.rulebooks import rules_of

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("call")
def test_the_difference_is_shown_by_clause_and_number(door):
    page = words(send(door, changed("value = 3\n", "value = 4\n")))

    assert page.count("Was 3, is 4.") == 2
    assert "Lot 1 · Standard, Lot 2 · Standard, Lot 2 · Large" in page
    assert "Ask to publish version 2" in page


@pytest.mark.usefixtures("call")
def test_days_and_lots_that_change_are_shown(door):
    page = words(send(door, changed('title = "Blueprint"', 'title = "Blueprints"')))

    assert "Lot 2: Blueprints" in page


@pytest.mark.usefixtures("call")
def test_a_text_that_only_reads_otherwise_says_so(door):
    page = words(send(door, changed().replace(RENAMED, NAME) + "# a remark\n"))

    assert "every clause asks the same" in page
    assert page.count('href="#decision"') == page.count('id="decision"') == 1


@pytest.mark.usefixtures("call")
def test_the_text_in_force_has_nothing_to_publish(door):
    page = words(send(door, changed(new=NAME)))

    assert "there is nothing to publish" in page
    assert 'value="ask"' not in page
    assert "#decision" not in page


def test_a_new_call_is_shown_whole(door):
    page = words(send(door, rules_of("2021", takes_submissions=False)))

    assert "Call 2021 is new: there is no version to compare with." in page
    assert "min-programme-countries" in page


def test_who_publishes_a_new_call_reads_that_no_draft_has_to_move(door, settings):
    settings.FOUR_EYES = False
    send(door, rules_of("2021", takes_submissions=False))

    done = act(door, "publish", compared_with=0)

    page = words(door.get(done.url))
    assert "Version 1 is published. It is the first, so no draft has to move." in page


@pytest.mark.usefixtures("call")
def test_one_asks_and_another_publishes(client, door, boris):
    send(door, changed())

    asked = act(door, "ask")
    own = act(door, "publish")
    client.force_login(boris)
    page = words(client.get(asked.url))
    done = act(client, "publish", reason="")

    assert own.status_code == 422
    assert "You asked for this" in words(own)
    assert "The corrigendum." in page
    assert done.url == reverse("law-call", args=["open"])
    assert "Version 2 is published." in words(client.get(done.url))
    row = Rulebook.objects.get(version=2)
    assert (row.published_by, row.reason) == (boris, "The corrigendum.")
    assert Call.objects.get().title == "Call renamed"


@pytest.mark.usefixtures("call")
def test_another_refuses_and_the_reason_is_kept(client, door, boris):
    send(door, changed())
    address = act(door, "ask").url
    client.force_login(boris)

    silent = act(client, "refuse", refusal="")
    refused = act(client, "refuse", refusal="Page 7 says three.")
    again = act(client, "refuse", refusal="Once more.")

    assert silent.status_code == 422
    assert "Say why it is not published." in words(silent)
    assert refused.url == address
    assert "Page 7 says three." in words(client.get(address))
    assert again.status_code == 422
    assert "This was decided meanwhile." in words(again)


@pytest.mark.usefixtures("call")
def test_asking_and_publishing_take_a_reason(door, settings):
    send(door, changed())

    silent = act(door, "ask", reason="")
    settings.FOUR_EYES = False
    alone = act(door, "publish", reason=" ")

    assert [each.status_code for each in (silent, alone)] == [422, 422]
    assert "Say why the rules change." in words(silent)
    assert act(door, "publish").status_code == 302


@pytest.mark.usefixtures("call")
def test_who_chose_to_ask_a_second_person_is_not_urged_to_publish(door, settings):
    settings.FOUR_EYES = False
    kept = words(send(door, changed()))
    asked = words(door.get(act(door, "ask").url))

    publish = 'class="button button--primary" name="act" value="publish"'
    assert (publish in kept, publish in asked) == (True, False)
    assert "You asked a second person." in asked
    assert act(door, "publish").status_code == 302


@pytest.mark.usefixtures("call")
def test_a_version_published_meanwhile_shows_the_new_difference(door, settings):
    settings.FOUR_EYES = False
    first = send(door, changed()).context["page"].public_id
    send(door, changed(new='title = "Another name"'))
    act(door, "publish")

    answer = door.post(
        reverse("law-check", args=[first]),
        {"act": "publish", "compared_with": 1, "reason": "Mine."},
    )

    assert answer.status_code == 409
    assert "Version 2 was published meanwhile." in words(answer)
    assert '<span class="quiet">Another name</span>' in words(answer)
    assert "Mine." in words(answer)


@pytest.mark.usefixtures("call")
def test_asking_for_what_moved_meanwhile_shows_the_new_difference(door):
    send(door, changed())

    answer = act(door, "ask", compared_with=0)

    assert answer.status_code == 409


@pytest.mark.usefixtures("call")
def test_an_unknown_act_is_not_found(door):
    send(door, changed())

    assert act(door, "burn").status_code == 404


@pytest.mark.usefixtures("call")
def test_a_published_text_leads_to_its_call(door, settings):
    settings.FOUR_EYES = False
    send(door, changed())
    act(door, "publish")

    assert act(door, "publish").url == reverse("law-call", args=["open"])


@pytest.mark.usefixtures("call")
def test_a_text_is_thrown_away_unless_it_was_asked_for(door):
    send(door, changed())
    address = reverse("law-discard", args=[RulebookUpload.objects.get().public_id])
    act(door, "ask")

    kept = door.post(address, follow=True)
    RulebookUpload.objects.update(review_state="kept")
    gone = door.post(address, follow=True)

    assert "What was asked for stays" in words(kept)
    assert "The file is thrown away" in words(gone)
    assert RulebookUpload.objects.count() == 0


@pytest.mark.parametrize("act", ["ask", "publish", "refuse"])
@pytest.mark.usefixtures("call")
def test_what_is_thrown_away_meanwhile_leads_back_and_says_so(door, monkeypatch, act):
    """Somebody else throws it away between the look at it and the press."""
    send(door, changed())
    look = law_check_page

    def look_and_lose(row, *args, **more):
        page = look(row, *args, **more)
        type(row).objects.filter(pk=row.pk).delete()
        return page

    address = reverse("law-check", args=[RulebookUpload.objects.get().public_id])
    given = {"compared_with": 1, "reason": "May.", "refusal": "No."}
    monkeypatch.setattr("eligibility.views.law_check.law_check_page", look_and_lose)
    answer = door.post(address, {"act": act, **given}, follow=True)

    assert answer.redirect_chain == [(reverse("laws"), 302)]
    assert "Somebody threw this away meanwhile." in answer.content.decode()


@pytest.mark.usefixtures("call")
@pytest.mark.parametrize("name", ["law-check", "law-impact", "law-preview", "law-try"])
def test_a_text_no_longer_understood_says_what_to_correct(door, name):
    """It was kept by an earlier product, whose parser asked for less."""
    send(door, changed())
    RulebookUpload.objects.update(text=f"{changed()}\nnovelty = 1\n")
    upload = RulebookUpload.objects.get()
    address = (
        f"{reverse(name)}?upload={upload.public_id}"
        if name == "law-try"
        else reverse(name, args=[upload.public_id])
    )

    answer = door.get(address)

    page = words(answer)
    assert answer.status_code == 422
    assert "rules.toml can no longer be read" in page
    assert "novelty" in page
    assert reverse("law-discard", args=[upload.public_id]) in page


@pytest.mark.usefixtures("call")
def test_a_text_no_longer_understood_that_was_asked_for_stays(door):
    send(door, changed())
    act(door, "ask")
    RulebookUpload.objects.update(text="no toml")
    upload = RulebookUpload.objects.get()

    page = words(door.get(reverse("law-check", args=[upload.public_id])))

    assert "can no longer be read" in page
    assert "Throw this one away" not in page


@pytest.mark.usefixtures("call")
@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("no toml", "Zeile 1, „no toml“: "),
        ("format = 2", "Zeile 1, „format = 2“, format: muss 1 sein"),
    ],
)
def test_why_a_text_is_no_longer_understood_is_said_to_each_reader(door, text, line):
    send(door, changed())
    RulebookUpload.objects.update(text=text)
    upload = RulebookUpload.objects.get()
    address = reverse("law-check", args=[upload.public_id])

    page = door.get(address, headers={"Accept-Language": "de"}).content.decode()

    assert f'<li class="anywhere">{line}' in page
