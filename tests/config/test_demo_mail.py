"""The mailbox of the demo: what it stores, what it shows, and to whom."""

import pytest
from django.core.mail import EmailMessage, get_connection

from config.demo_mail import NEWEST, newest_mails, stored_mail
from config.demo_pages import _parts
from proposals.emails.plain import letter, link_to

FOUND, MISSING = 200, 404


@pytest.fixture(autouse=True)
def demo(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    settings.DEMO = True
    settings.SITE_URL = "http://127.0.0.1:8000"
    return settings


def send(subject="Confirm", body="Read this.", to="anna@ghent.example"):
    backend = get_connection("config.demo_mail.EmailBackend")
    return backend.send_messages([EmailMessage(subject, body, to=[to])])


def test_mail_lies_in_the_mailbox():
    assert send("Škola", "Žluťoučký kůň\nhttp://127.0.0.1:8000/confirm/abc/\n") == 1

    (mail,) = newest_mails()
    assert (mail.to, mail.subject) == ("anna@ghent.example", "Škola")
    assert mail.body == "Žluťoučký kůň\nhttp://127.0.0.1:8000/confirm/abc/\n"
    assert mail.sent_at.utcoffset() is not None
    assert stored_mail(mail.key) == mail


def test_newest_mails_come_first_and_old_ones_not_at_all(monkeypatch):
    monkeypatch.setattr("config.demo_mail.NEWEST", 2)
    for number in range(3):
        monkeypatch.setattr(
            "django.core.mail.message.formatdate",
            lambda n=number, **_: f"Mon, 23 Nov 2026 13:0{n}:00 -0000",
        )
        send(f"Mail {number}")

    assert [mail.subject for mail in newest_mails()] == ["Mail 2", "Mail 1"]
    assert NEWEST == 100


def test_mailbox_is_empty_at_first(client, db):  # noqa: ARG001  # who looks is looked up
    answer = client.get("/demo/mailbox/")

    assert answer.status_code == FOUND
    assert "There are no mails yet." in answer.content.decode()


def test_anybody_reads_every_mail_of_the_demo(client, db):  # noqa: ARG001  # as above
    send("Confirm", "Open http://127.0.0.1:8000/confirm/abc/ now, <b>Anna</b>.")
    (mail,) = newest_mails()

    listed = client.get("/demo/mailbox/").content.decode()
    shown = client.get(f"/demo/mailbox/{mail.key}/").content.decode()

    assert f'href="/demo/mailbox/{mail.key}/"' in listed
    assert (
        'Open <a href="/confirm/abc/">http://127.0.0.1:8000/confirm/abc/</a> now,'
        " &lt;b&gt;Anna&lt;/b&gt;." in shown
    )


def test_links_to_other_sites_stay_text():
    assert _parts("See https://evil.example/ now") == [
        ("See ", ""),
        ("https://evil.example/", ""),
        (" now", ""),
    ]


@pytest.mark.parametrize("key", ["nothing", "..%2F..%2Fsecret-key", ".."])
def test_mail_that_is_not_there_is_not_found(client, db, key):  # noqa: ARG001  # as above
    send()

    assert client.get(f"/demo/mailbox/{key}/").status_code == MISSING


def test_mailbox_exists_in_the_demo_only(client, demo):
    send()
    (mail,) = newest_mails()
    demo.DEMO = False

    codes = [
        client.get(address).status_code
        for address in ("/demo/mailbox/", f"/demo/mailbox/{mail.key}/")
    ]

    assert codes == [MISSING, MISSING]


def test_every_page_of_the_demo_leads_to_it(client, demo, db):  # noqa: ARG001  # as above
    shown = client.get("/accounts/login/").content.decode()
    demo.DEMO = False
    hidden = client.get("/accounts/login/").content.decode()

    assert 'href="/demo/mailbox/"' in shown
    assert 'href="/demo/mailbox/"' not in hidden


def test_markup_is_framed_without_rights_and_leads_the_window(client, demo, db):  # noqa: ARG001  # as above
    link = link_to("confirm", "abc", words="Read and answer")
    made = letter(to="a@b.example", subject="S", paragraphs=["<script>", link])
    get_connection("config.demo_mail.EmailBackend").send_messages([made])
    (mail,) = newest_mails()

    page = client.get(f"/demo/mailbox/{mail.key}/")
    framed = client.get(f"/demo/mailbox/{mail.key}/markup/")

    assert f'src="/demo/mailbox/{mail.key}/markup/"' in page.content.decode()
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    policy = framed.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "sandbox allow-top-navigation-by-user-activation" in policy
    assert framed.headers["X-Frame-Options"] == "SAMEORIGIN"
    shown = framed.content.decode()
    assert '<head><base target="_top">' in shown
    assert '<a href="/confirm/abc/">Read and answer</a>' in shown
    assert "<p>&lt;script&gt;</p>" in shown


def test_mail_of_text_alone_has_no_frame(client, db):  # noqa: ARG001  # as above
    send()
    (mail,) = newest_mails()

    assert "<iframe" not in client.get(f"/demo/mailbox/{mail.key}/").content.decode()
    missing = [f"/demo/mailbox/{key}/markup/" for key in (mail.key, "nothing")]
    assert [client.get(each).status_code for each in missing] == [MISSING] * 2
