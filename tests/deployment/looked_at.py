"""What the stage of production shows from outside: each line was seen in this run."""

import json
import re
import socket
import ssl
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from urllib.parse import urlencode

from tests.deployment.stage import HOST, PASSWORD, Stage

KNOWN_SECONDS = 3
PERSON = "maria@alliances.test"
STRANGER = "203.0.113.9"
MIB = 1024 * 1024
Line = tuple[str, bool, object]


class Asker:
    """A browser by hand: keeps cookies, trusts the certificate of the stage."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._trust = ssl.create_default_context()
        self._trust.load_verify_locations(stage.folder / "secrets" / "tls-certificate")
        self.cookies: dict[str, str] = {}

    def line(self, *, most: ssl.TLSVersion | None = None) -> ssl.SSLSocket:
        """Open a line to the proxy, in `most` or an older language if one is given."""
        trust = self._trust
        if most is not None:
            trust = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            trust.load_verify_locations(
                self._stage.folder / "secrets" / "tls-certificate"
            )
            # Else this side refuses what is old before the other one is asked.
            trust.set_ciphers("ALL:@SECLEVEL=0")
            trust.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
            trust.maximum_version = most
        plain = socket.create_connection(("127.0.0.1", self._stage.tls), timeout=30)
        return trust.wrap_socket(plain, server_hostname=HOST)

    def ask(
        self,
        path: str,
        *,
        form: dict[str, str] | None = None,
        body: bytes | None = None,
        **headers: str,
    ) -> tuple[HTTPResponse, bytes]:
        """Ask over TLS by the name of the site; return answer and content."""
        link = HTTPSConnection(HOST, context=self._trust, timeout=30)
        link.sock = self.line()
        stated = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            stated["Cookie"] = "; ".join(f"{n}={v}" for n, v in self.cookies.items())
        sent = urlencode(form).encode() if form is not None else body
        if form is not None:
            stated["Content-Type"] = "application/x-www-form-urlencoded"
            stated["Referer"] = f"https://{HOST}{path}"
        link.request("POST" if sent is not None else "GET", path, sent, stated)
        answer = link.getresponse()
        for each in answer.msg.get_all("Set-Cookie", []):
            name, _sign, rest = each.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return answer, answer.read()


def look(stage: Stage) -> int:
    """Print every line with what was seen; return 1 if one is not as it must be."""
    failed = 0
    for what, is_so, seen in _lines(stage):
        sys.stdout.write(f"{'yes' if is_so else 'NO '}  {what} ({seen})\n")
        sys.stdout.flush()
        failed += not is_so
    return int(bool(failed))


def _lines(stage: Stage) -> Iterator[Line]:
    with stage.serving():
        yield from _of_lines(stage)
        yield from _of_headers(stage)
        yield from _of_files(stage)
        yield from _of_sizes(stage)
        yield from _of_people(stage)
        yield from _of_reading_only(stage)
    yield from _of_standing_still(stage)


def _of_lines(stage: Stage) -> Iterator[Line]:
    led, _content = _plainly(stage, "/rules/?a=b")
    to = led.headers["Location"]
    yield (
        "HTTP leads to HTTPS",
        (led.status, to) == (301, f"https://{HOST}/rules/?a=b"),
        to,
    )
    program, said = _plainly(stage, "/api/v1/calls")
    is_so = program.status == 403 and b"https://" in said
    yield "Programs are refused over HTTP", is_so, program.status
    spoken = [each for each in LANGUAGES if _speaks(stage, each)]
    is_so = spoken == ["TLSv1_2", "TLSv1_3"]
    yield "TLS is spoken from 1.2 on", is_so, spoken
    for name, lengths in TWO_LENGTHS.items():
        seen = _status_of(stage, lengths)
        yield f"Two lengths are refused: {name}", seen == b"400", seen.decode()


LANGUAGES = ("TLSv1", "TLSv1_1", "TLSv1_2", "TLSv1_3")
TWO_LENGTHS = {
    "stated twice": "Content-Length: 3\r\nContent-Length: 7",
    "stated and in pieces": "Content-Length: 3\r\nTransfer-Encoding: chunked",
}


def _plainly(stage: Stage, path: str) -> tuple[HTTPResponse, bytes]:
    link = HTTPConnection("127.0.0.1", stage.plain)
    link.request("GET", path, headers={"Host": HOST})
    answer = link.getresponse()
    return answer, answer.read()


def _speaks(stage: Stage, language: str) -> bool:
    try:
        with Asker(stage).line(most=ssl.TLSVersion[language]) as line:
            return line.version() == language.replace("_", ".")
    except ssl.SSLError:
        return False


def _status_of(stage: Stage, lengths: str) -> bytes:
    with Asker(stage).line() as line:
        line.sendall(
            f"POST /verify/ HTTP/1.1\r\nHost: {HOST}\r\n{lengths}\r\n\r\nx=1".encode()
        )
        return line.recv(1024).split(b" ")[1]


def _of_headers(stage: Stage) -> Iterator[Line]:
    page, _content = Asker(stage).ask("/accounts/login/", X_Forwarded_For=STRANGER)
    policy = page.headers["Content-Security-Policy"]
    yield "Pages come over TLS", page.status == 200, page.status
    yield (
        "HSTS is set",
        "max-age=31536000" in page.headers["Strict-Transport-Security"],
        "",
    )
    yield (
        "The policy of content is strict",
        "'none'" in policy and "unsafe" not in policy,
        "",
    )
    cookie = page.headers["Set-Cookie"]
    yield (
        "Cookies are of this host alone",
        "__Host-" in cookie and "Secure" in cookie,
        "",
    )
    parts, content = Asker(stage).ask("/health/ready")
    yield (
        "All parts answer: pooler, queue, cache",
        parts.status == 200,
        content.decode(),
    )
    log = (stage.folder / "web.log").read_text()
    yield "An address a stranger states is not believed", STRANGER not in log, ""


def _of_files(stage: Stage) -> Iterator[Line]:
    _page, content = Asker(stage).ask("/accounts/login/")
    path = re.findall(r"/static/css/base\.[0-9a-f]{12}\.css", content.decode())[0]
    for packed in ("gzip", "br"):
        file, sent = Asker(stage).ask(path, Accept_Encoding=packed)
        kept = file.headers["Cache-Control"]
        seen = file.headers["Content-Encoding"], len(sent), kept
        if packed == "gzip":
            yield "Static files come packed", seen[0] == packed, seen
            yield "They are kept for ever, by their hash", "immutable" in kept, kept


def _of_sizes(stage: Stage) -> Iterator[Line]:
    fits, _content = Asker(stage).ask("/verify/", body=b"x" * 60 * MIB)
    yield (
        "60 MiB come through to the product",
        fits.status == 422,
        fits.status,
    )
    try:
        large, _content = Asker(stage).ask("/verify/", body=b"x" * 75 * MIB)
        seen: object = large.status
    except (BrokenPipeError, ConnectionResetError, ssl.SSLError) as refused:
        seen = type(refused).__name__
    is_refused = seen == 413 or isinstance(seen, str)
    yield "75 MiB are refused by the proxy", is_refused, seen


def _of_people(stage: Stage) -> Iterator[Line]:
    make = "from alliances.models import User as U; from allauth.account.models import"
    make += f" EmailAddress as E; u = U.objects.create_user('{PERSON}', '{PASSWORD}');"
    make += f" E.objects.create(user=u, email='{PERSON}', verified=True, primary=True)"
    stage.manage("shell", "-c", make)
    who = Asker(stage)
    came = _signed_in(who)
    read, content = who.ask("/")
    yield "People sign in through proxy and pooler", came == 302, came
    yield "They read what is theirs", PERSON in content.decode(), read.status
    monitor, text = Asker(stage).ask("/metrics", Authorization=f"Bearer {'t' * 32}")
    yield "A monitor reads with its token", b"alliances_jobs" in text, monitor.status


def _signed_in(who: Asker) -> int:
    path = "/accounts/login/"
    _page, content = who.ask(path)
    token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', content.decode())[0]
    form = {"login": PERSON, "password": PASSWORD, "csrfmiddlewaretoken": token}
    return who.ask(path, form=form)[0].status


def _of_reading_only(stage: Stage) -> Iterator[Line]:
    stage.manage("read_only", "on", "--reason", "A rehearsal")
    who = Asker(stage)
    came = _signed_in(who)
    page, content = who.ask("/alliances/new/")
    yield (
        "Closed for writing, all machines say so",
        b"A rehearsal" in content,
        page.status,
    )
    token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', content.decode())[0]
    form = {"csrfmiddlewaretoken": token, "acronym": "TYPED BEFORE"}
    refused, kept = who.ask("/alliances/new/", form=form, Accept="text/html")
    seen = refused.status, refused.headers["Retry-After"]
    yield "A form comes back with what was typed", b"TYPED BEFORE" in kept, seen
    yield "Signing in goes on", came == 302, came
    health = json.loads(who.ask("/health/ready")[1])
    yield (
        "Health says it and stays ready",
        health["writing"] == "paused",
        health["status"],
    )
    stage.manage("read_only", "off")
    time.sleep(KNOWN_SECONDS + 0.5)
    open_again = b"A rehearsal" not in who.ask("/alliances/new/")[1]
    yield f"Open again after {KNOWN_SECONDS} seconds", open_again, open_again


def _of_standing_still(stage: Stage) -> Iterator[Line]:
    page, content = Asker(stage).ask("/alliances/")
    seen = page.status, page.headers["Retry-After"], page.headers["Content-Type"]
    is_so = page.status == 503 and b"maintenance" in content
    yield "While nothing runs the proxy says so", is_so, seen
    with stage.serving():
        again, _content = Asker(stage).ask("/rules/")
    yield "And serves again by itself", again.status == 200, again.status
