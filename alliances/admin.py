"""The administrators' pages on people, organisations and reference data.

People and organisations are edited here. Reference data is published in editions that
never change: it can be read, searched and compared here, and corrected by uploading a
table at /administration/, which shows the difference first.
"""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

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
    User,
)
from alliances.services.people import vouch_for_address
from alliances.services.register import note_names

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
    OrganisationBase = admin.ModelAdmin[Organisation]
    ProjectTypes = admin.StackedInline[ProjectType, Lot]
    UserForm = AdminUserCreationForm[User]
    UserBase = DjangoUserAdmin[User]
else:
    # Django's classes take no type argument when they run.
    Base = OrganisationBase = admin.ModelAdmin
    ProjectTypes = admin.StackedInline
    UserForm = AdminUserCreationForm
    UserBase = DjangoUserAdmin


class ReadOnlyAdmin(Base):
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


class NewUserForm(UserForm):
    """A new account: an address and a password, or none until a reset."""

    class Meta:
        model = User
        fields = ("email", "full_name")
        field_classes: ClassVar[dict[str, type[forms.Field]]] = {
            "email": forms.EmailField
        }


@admin.register(User)
class UserAdmin(UserBase):
    """People, known by their e-mail address."""

    add_form = NewUserForm
    list_display = ("email", "full_name", "is_staff", "is_active", "date_joined")
    list_filter = ("is_staff", "is_active")
    show_facets = admin.ShowFacets.NEVER
    search_fields = ("email", "full_name")
    ordering = ("email",)
    readonly_fields = ("date_joined", "last_login")
    fieldsets = (
        (None, {"fields": ("email", "full_name", "password")}),
        (
            _("What they may do"),
            {"fields": ("is_active", "is_staff", "is_superuser", "user_permissions")},
        ),
        (_("Times"), {"fields": ("date_joined", "last_login")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "fields": (
                    "email",
                    "full_name",
                    "usable_password",
                    "password1",
                    "password2",
                )
            },
        ),
    )
    # A plain list: the two of `filter_horizontal` have no name of their own.
    filter_horizontal = ()

    def save_model(
        self,
        request: HttpRequest,
        obj: User,
        form: "forms.ModelForm[User]",
        change: bool,  # noqa: FBT001  # Django's signature
    ) -> None:
        """Store the account; who writes its address down here vouches for it."""
        super().save_model(request, obj, form, change)
        if not change or "email" in form.changed_data:
            vouch_for_address(user=obj)


@admin.register(Organisation)
class OrganisationAdmin(OrganisationBase):
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
