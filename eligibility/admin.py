"""The administrators' page on rulebooks: read, compare versions, never change."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString

from alliances.admin import ReadOnlyAdmin
from eligibility.models import Rulebook


@admin.register(Rulebook)
class RulebookAdmin(ReadOnlyAdmin):
    """Published rulebooks with their history; a correction is a new version."""

    list_display = (
        "call",
        "version",
        "published_at",
        "published_by",
        "reason",
        "digest",
    )
    list_filter = ("call",)
    list_select_related = ("call", "published_by")
    search_fields = ("text", "reason")
    fields = (
        "call",
        "version",
        "published_at",
        "published_by",
        "reason",
        "sha256",
        "toml",
    )

    @admin.display(description="SHA-256")
    def digest(self, rulebook: Rulebook) -> str:
        return rulebook.sha256[:8]

    @admin.display(description="TOML")
    def toml(self, rulebook: Rulebook) -> SafeString:
        return format_html("<pre>{}</pre>", rulebook.text)
