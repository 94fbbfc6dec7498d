"""The person who signs in: known by e-mail address, nothing else."""

from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliances.enums import Colours


class UserManager(BaseUserManager["User"]):
    """Creates people; addresses are compared without regard to case."""

    def create_user(
        self,
        email: str,
        password: str | None = None,
        **fields: Any,  # noqa: ANN401  # Django's own signature
    ) -> "User":
        """Create a person who may sign in; ValueError without an address."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self,
        email: str,
        password: str | None = None,
        **fields: Any,  # noqa: ANN401  # Django's own signature
    ) -> "User":
        """Create a person who may do everything, for `createsuperuser`."""
        return self.create_user(
            email, password, **{"is_staff": True, "is_superuser": True, **fields}
        )

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find a person at sign-in whatever the case of the address typed."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A coordinator, colleague or administrator."""

    email = models.EmailField(_("e-mail address"), unique=True)
    full_name = models.CharField(_("full name"), max_length=200, blank=True)
    language = models.CharField(
        _("language of mails"), max_length=10, blank=True, default=""
    )
    colours = models.CharField(
        _("colours"), max_length=10, choices=Colours, blank=True, default=""
    )
    is_staff = models.BooleanField(_("administrator"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message=_("There is an account with this address."),
            ),
            models.CheckConstraint(
                condition=models.Q(colours__in=Colours.values),
                name="user_colours_known",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name or self.email

    def get_full_name(self: Self) -> str:
        """Return the name a colleague would use."""
        return str(self)
