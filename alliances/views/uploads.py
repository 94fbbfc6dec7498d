"""Uploads that are too large are thrown away as they arrive, and the page says so."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from django.core.files.uploadhandler import (
    FileUploadHandler,
    MemoryFileUploadHandler,
    SkipFile,
    TemporaryFileUploadHandler,
)
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from alliances.access import require_administrator
from alliances.files.consortium import MOST_BYTES
from alliances.files.register_text import MOST_REGISTER_BYTES

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

KEEPING = (MemoryFileUploadHandler, TemporaryFileUploadHandler)
"""Handlers that keep a file, behind the limit of its page."""


class NoUploads(FileUploadHandler):
    """Throws away every file that is sent to a page that takes none.

    Else it lay on disk, however large, before anybody asked who sent it.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002  # Django's signature
        """Drop the file."""
        raise SkipFile

    def file_complete(self, file_size: int) -> None:
        """Build no file."""


class SizeLimit(FileUploadHandler):
    """Stops keeping a file at the limit; the rest of the form still arrives."""

    is_exceeded = False
    most_bytes = MOST_BYTES

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass a chunk on, or drop this file once it is larger than the limit."""
        if start + len(raw_data) > self.most_bytes:
            self.is_exceeded = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":  # noqa: ARG002  # Django's signature
        """Leave building the file to the handlers behind."""
        return None


class RegisterSizeLimit(SizeLimit):
    """The limit of the register, whose file waits on disk."""

    most_bytes = MOST_REGISTER_BYTES


class PackSizeLimit(SizeLimit):
    """The limit of a pack, which holds signed copies."""

    most_bytes = 48 * 1024 * 1024


def limited_uploads(view: View[P]) -> View[P]:
    """Put the limit in front of the form's reading; `is_too_large` tells the view.

    The check of the CSRF token reads the whole form, so it has to come second.
    """
    return _limited(view, SizeLimit)


def limited_bare_uploads(view: View[P]) -> View[P]:
    """Do the same for pages without cookies, whose address is what a forger lacks."""
    return _limited(view, SizeLimit, is_protected=False)


def limited_pack_uploads(view: View[P]) -> View[P]:
    """Do the same with the limit of packs, for pages without cookies."""
    return _limited(view, PackSizeLimit, is_protected=False)


def limited_register_uploads(view: View[P]) -> View[P]:
    """Do the same with the limit of the register, for administrators only.

    So large a file goes to disk as it arrives: nobody else's is read at all.
    """
    limited = _limited(view, RegisterSizeLimit)

    @wraps(limited)
    def asked(
        request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        require_administrator(request.user)
        return limited(request, *args, **kwargs)

    return asked


def _limited(
    view: View[P], limit: type[SizeLimit], *, is_protected: bool = True
) -> View[P]:
    protected = csrf_protect(view) if is_protected else view

    @csrf_exempt
    @wraps(view)
    def limited(
        request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        request.upload_handlers = [each(request) for each in (limit, *KEEPING)]
        return protected(request, *args, **kwargs)

    return limited


def is_too_large(request: HttpRequest) -> bool:
    """Say whether a file of this request was dropped."""
    return any(
        isinstance(each, SizeLimit) and each.is_exceeded
        for each in request.upload_handlers
    )
