"""The page a proxy shows while the product is stopped: one file that needs no other."""

from django.conf import settings
from django.template import loader
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

CSS = settings.BASE_DIR / "static" / "css"
SHEETS = ("tokens.css", "base.css", "pages/error.css")
MORE_CONTRAST = "@media (prefers-contrast: more) {\n%s\n}\n"


def maintenance_page() -> str:
    """Return it in every language we speak, the reader's own among them.

    Nobody is there to choose one by cookie or account.
    """
    spoken = [_words(code) for code, _name in settings.LANGUAGES]
    context = {"spoken": spoken, "style": _style()}
    with translation.override(settings.LANGUAGE_CODE):
        return loader.render_to_string("errors/maintenance.html", context)


def _words(code: str) -> dict[str, str]:
    with translation.override(code):
        return {
            "code": code,
            "text": loader.render_to_string("errors/_maintenance.html"),
        }


def _style() -> SafeString:
    """Return our own sheets within the page: the server of the others is stopped."""
    sheets = "".join((CSS / name).read_text(encoding="utf-8") for name in SHEETS)
    contrast = (CSS / "contrast.css").read_text(encoding="utf-8")
    own = mark_safe(sheets + MORE_CONTRAST % contrast)  # noqa: S308  # files of ours
    return format_html("<style>\n{}</style>", own)
