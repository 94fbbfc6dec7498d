"""The administrators' page on people: who they are and may do, never their password.

Nobody types a password for somebody else: who is added is invited to choose one, and
who lost theirs is mailed a code.
"""

from typing import TYPE_CHECKING, Any, ClassVar, NoReturn

from allauth.account.adapter import get_adapter
from allauth.account.admin import EmailAddressAdmin
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ReauthenticationRequired
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from alliances.admin.reference import KnownByKey
from alliances.models import User
from alliances.services.people import (
    end_sessions,
    invite_person,
    tell_of_changed_access,
    vouch_for_address,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

    UserForm = forms.ModelForm[User]
    UserBase = DjangoUserAdmin[User]
else:
    # Django's classes take no type argument when they run.
    UserForm = forms.ModelForm
    UserBase = DjangoUserAdmin

ACCESS = {"email", "is_active", "is_staff", "is_superuser", "user_permissions"}
"""What somebody is told of when another one changes it."""


class NewUserForm(UserForm):
    """A new account: an address and a name; its password is chosen by its owner."""

    class Meta:
        model = User
        fields = ("email", "full_name")
        field_classes: ClassVar[dict[str, type[forms.Field]]] = {
            "email": forms.EmailField
        }

    def save(self, commit: bool = True) -> User:  # noqa: FBT001, FBT002  # Django's signature
        """Make the account without a password."""
        self.instance.set_unusable_password()
        return super().save(commit)


@admin.register(User)
class UserAdmin(KnownByKey, UserBase):
    """People, known by their e-mail address."""

    add_form = NewUserForm
    list_display = ("email", "full_name", "is_staff", "is_active", "date_joined")
    list_filter = ("is_staff", "is_active")
    show_facets = admin.ShowFacets.NEVER
    search_fields = ("email", "full_name")
    ordering = ("email",)
    readonly_fields = ("date_joined", "last_login")
    fieldsets = (
        (None, {"fields": ("email", "full_name")}),
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
                "fields": ("email", "full_name"),
                "description": _(
                    "A mail tells them of the account, and where they choose a"
                    " password."
                ),
            },
        ),
    )
    # A plain list: the two of `filter_horizontal` have no name of their own.
    filter_horizontal = ()
    actions = ("end_all_sessions",)

    def user_change_password(self, *_request: Any, **_more: Any) -> NoReturn:  # noqa: ANN401  # Django's own
        """Answer that there is no such page: passwords are their owners'."""
        raise Http404

    @admin.action(description=_("End all sessions"), permissions=["change"])
    def end_all_sessions(
        self, request: HttpRequest, chosen: "QuerySet[User, User]"
    ) -> None:
        """Sign out whoever is chosen, everywhere, after a fresh proof."""
        if get_adapter().is_reauthentication_required(app="allauth.account"):
            raise ReauthenticationRequired
        by = User.objects.get(pk=str(request.user.pk))
        ended: list[int] = [end_sessions(user=each, by=by) for each in chosen]
        words = ngettext(
            "%(number)d session ended.", "%(number)d sessions ended.", sum(ended)
        )
        messages.success(request, words % {"number": sum(ended)})

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
        if not change:
            page = request.build_absolute_uri(reverse("account_reset_password"))
            invite_person(user=obj, page=page)
        elif ACCESS & {*form.changed_data}:
            addresses = {str(form.initial["email"]), obj.email}
            tell_of_changed_access(user=obj, addresses=addresses)


admin.site.unregister(EmailAddress)


@admin.register(EmailAddress)
class AddressAdmin(KnownByKey, EmailAddressAdmin):  # type: ignore[misc]  # allauth ships no types
    """Proven addresses, as allauth shows them."""
