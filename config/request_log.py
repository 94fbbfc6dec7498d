"""The log's lines of each request: who asked, from where, and how it ended."""

import structlog
from allauth.account.adapter import get_adapter
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest
from django_structlog.middlewares import RequestMiddleware


class LogRequests(RequestMiddleware):
    """Writes the address that limits are counted by, not one that a stranger sends."""

    @classmethod
    def bind_ip(cls, request: HttpRequest) -> None:
        """Bind the address TRUSTED_PROXIES tell, nothing where they tell none."""
        try:
            address = get_adapter().get_client_ip(request)
        except (ImproperlyConfigured, PermissionDenied):
            address = None
        structlog.contextvars.bind_contextvars(ip=address)
