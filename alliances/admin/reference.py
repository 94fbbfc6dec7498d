"""The administrators' pages on organisations and reference data.

Organisations are edited here. Reference data is published in editions that
never change: it can be read, searched and compared here, and corrected by uploading a
table at /administration/, which shows the difference first.
"""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from alliances.models import (
    Call,
    Country,
    CountryEdition,
    CountryStatus,
    Lot,
    MobilityRate,
    NaceCode,
    NaceEdition,
    Organisation,
    ProjectType,
    Rate,
    ReferenceEdition,
    Sector,
)
from alliances.services.register import note_names

if TYPE_CHECKING:
    from django import forms

    Base = admin.ModelAdmin[Any]
    OrganisationBase = admin.ModelAdmin[Organisation]
    ProjectTypes = admin.StackedInline[ProjectType, Lot]
else:
    # Django's classes take no type argument when they run.
    Base = OrganisationBase = admin.ModelAdmin
    ProjectTypes = admin.StackedInline


class KnownByKey(Base):
    """Finds a row by its key: an address that names no column asks for no other."""

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> models.Model | None:
        """Return the row, or nothing; Django fails for a column without a name."""
        return super().get_object(request, object_id, from_field or None)


class ReadOnlyAdmin(KnownByKey):
    """Shows rows that nobody changes in a browser."""

    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    # Counting all rows for "12 of 40,000" is slow and says nothing.
    show_full_result_count = False

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_change_permission(
        self, _request: HttpRequest, _obj: models.Model | None = None
    ) -> bool:
        return False

    def has_delete_permission(
        self, _request: HttpRequest, _obj: models.Model | None = None
    ) -> bool:
        return False


@admin.register(Organisation)
class OrganisationAdmin(KnownByKey, OrganisationBase):
    """The register; alliances keep their own statement of each organisation."""

    list_display = ("name", "pic", "country", "types", "city", "ended_on")
    list_filter = ("country",)
    show_facets = admin.ShowFacets.NEVER
    search_fields = ("name", "pic", "city")
    list_select_related = ("country",)
    # Typed without a scheme, an address is https: Django's default still is http.
    formfield_overrides: ClassVar = {models.URLField: {"assume_scheme": "https"}}

    def save_model(
        self,
        request: HttpRequest,
        obj: Organisation,
        form: "forms.ModelForm[Organisation]",
        change: bool,  # noqa: FBT001  # Django's signature
    ) -> None:
        """Store the entry under the name it is found by."""
        super().save_model(request, obj, form, change)
        note_names(organisations=[obj])


@admin.register(Country)
class CountryAdmin(ReadOnlyAdmin):
    """Countries of ISO 3166-1; what they are under a call is in its editions."""

    list_display = ("name", "code", "eu_code", "is_listed")
    list_filter = ("is_listed",)
    search_fields = ("name", "code", "eu_code")


class ProjectTypeInline(ProjectTypes):
    """The project types of a Lot."""

    model = ProjectType
    extra = 0
    can_delete = False
    fields = ("code", "title")
    readonly_fields = fields


@admin.register(Lot)
class LotAdmin(ReadOnlyAdmin):
    """Lots as the rulebooks have them."""

    list_display = ("call", "code", "number", "title")
    list_filter = ("call",)
    list_select_related = ("call",)
    inlines = (ProjectTypeInline,)


@admin.register(Call)
class CallAdmin(ReadOnlyAdmin):
    """Calls as the rulebooks have them."""

    list_display = (
        "code",
        "title",
        "opens_on",
        "deadline",
        "takes_submissions",
        "is_default",
    )
    search_fields = ("code", "title", "reference")


@admin.register(ReferenceEdition)
class ReferenceEditionAdmin(ReadOnlyAdmin):
    """The history of a call's reference data: when, who, why."""

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

    @admin.display(description="SHA-256")
    def digest(self, edition: ReferenceEdition) -> str:
        return edition.sha256[:8]


@admin.register(CountryStatus)
class CountryStatusAdmin(ReadOnlyAdmin):
    """What a country is under a call, edition by edition."""

    list_display = (
        "country",
        "edition",
        "standing",
        "is_eu_member",
        "counts_as",
        "region",
    )
    list_filter = ("edition", "standing", "is_eu_member")
    list_select_related = ("country", "edition", "counts_as")
    search_fields = ("country__name", "country__code", "country__eu_code")


@admin.register(Sector)
class SectorAdmin(ReadOnlyAdmin):
    """The closed sector lists of Lots, edition by edition."""

    list_display = ("title", "slug", "lot", "edition")
    list_filter = ("edition",)
    list_select_related = ("lot", "edition")
    search_fields = ("title", "slug")


@admin.register(Rate)
class RateAdmin(ReadOnlyAdmin):
    """Unit costs per working day, edition by edition."""

    list_display = (
        "country",
        "edition",
        "group",
        "manager",
        "teacher",
        "technician",
        "administrative",
    )
    list_filter = ("edition", "group")
    list_select_related = ("country", "edition")
    search_fields = ("country__name", "country__code")


@admin.register(MobilityRate)
class MobilityRateAdmin(ReadOnlyAdmin):
    """Travel by distance and subsistence by day, edition by edition."""

    list_display = ("kind", "edition", "first", "last", "amount", "confidence")
    list_filter = ("edition", "kind", "confidence")
    list_select_related = ("edition",)
    search_fields = ("source",)


@admin.register(NaceEdition)
class NaceEditionAdmin(ReadOnlyAdmin):
    """The history of the classification: when, who, why."""

    list_display = ("version", "published_at", "published_by", "reason")
    list_select_related = ("published_by",)


@admin.register(NaceCode)
class NaceCodeAdmin(ReadOnlyAdmin):
    """Economic activities, edition by edition."""

    list_display = ("code", "title", "level", "parent", "edition")
    list_filter = ("edition", "level")
    list_select_related = ("edition",)
    search_fields = ("code", "title")


@admin.register(CountryEdition)
class CountryEditionAdmin(ReadOnlyAdmin):
    """The history of the list of countries: when, who, why."""

    list_display = ("version", "published_at", "published_by", "reason")
    list_select_related = ("published_by",)
