"""A server that speaks as much S3 as private files need, in this process."""

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

from django.utils import timezone

from config.file_storage import private_storages

LISTED = """<?xml version="1.0"?><ListBucketResult><IsTruncated>false</IsTruncated>
{}</ListBucketResult>"""


@dataclass
class Bucket:
    """What was put into it, and where it is."""

    address: str
    objects: dict[str, bytes] = field(default_factory=dict)
    rights: dict[str, str] = field(default_factory=dict)
    """Name → the access it was put with."""
    put_at: dict[str, str] = field(default_factory=dict)
    unsigned: list[str] = field(default_factory=list)
    """What was asked without a signature."""


@contextlib.contextmanager
def bucket() -> Iterator[Bucket]:
    """Serve an empty bucket `kept` until the end of the block."""
    served = Bucket("")
    handler = type("Handler", (_Handler,), {"bucket": served})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        served.address = f"s3+http://key:se%2Fcret@127.0.0.1:{server.server_port}/kept"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield served
        finally:
            server.shutdown()
            thread.join()


@contextlib.contextmanager
def files_in_a_bucket(settings: Any) -> Iterator[Bucket]:
    """Have packs and uploads in a bucket until the end of the block."""
    with bucket() as served:
        private = private_storages(served.address, folder=settings.DATA_DIR)
        settings.STORAGES = settings.STORAGES | private
        yield served


class _Handler(BaseHTTPRequestHandler):
    bucket: Bucket
    protocol_version = "HTTP/1.0"

    def do_PUT(self) -> None:
        name = self._name()
        content = self.rfile.read(int(self.headers["Content-Length"]))
        self.bucket.objects[name] = content
        self.bucket.put_at[name] = format_datetime(timezone.now())
        self.bucket.rights[name] = self.headers.get("x-amz-acl", "")
        self._answer(200)

    def do_DELETE(self) -> None:
        self.bucket.objects.pop(self._name(), None)
        self._answer(204)

    def do_HEAD(self) -> None:
        self._answer_object(with_body=False)

    def do_GET(self) -> None:
        if self._name():
            self._answer_object(with_body=True)
            return
        prefix = parse_qs(urlsplit(self.path).query)["prefix"][0]
        found = [each for each in self.bucket.objects if each.startswith(prefix)]
        rows = (f"<Contents><Key>{escape(each)}</Key></Contents>" for each in found)
        self._answer(200, LISTED.format("".join(rows)).encode())

    def _answer_object(self, *, with_body: bool) -> None:
        content = self.bucket.objects.get(self._name())
        if content is None:
            self._answer(404)
            return
        self._answer(200, content, with_body=with_body)

    def _name(self) -> str:
        if "Signature=" not in self.headers.get("Authorization", ""):
            self.bucket.unsigned.append(self.path)
        return unquote(urlsplit(self.path).path).removeprefix("/kept").strip("/")

    def _answer(
        self, status: int, content: bytes = b"", *, with_body: bool = True
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("ETag", '"0"')
        self.send_header("Last-Modified", self.bucket.put_at.get(self._name(), ""))
        self.end_headers()
        if with_body:
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing: standard error is for failures."""
