"""Messages between two pages, in a cookie of our name: that of Django is fixed."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage

from config.cookies import cookie_name


class MessagesCookie(CookieStorage):
    """A signed cookie."""

    cookie_name = cookie_name("messages", https=settings.HTTPS)


class Messages(FallbackStorage):
    """The cookie, and the session for what is too long for one."""

    storage_classes = (MessagesCookie, SessionStorage)
