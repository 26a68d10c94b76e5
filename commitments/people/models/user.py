"""People. The email address is the login; there is no username."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AnonymousUser, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments.foundation.models.constraints import check
from commitments.foundation.models.languages import Language

if TYPE_CHECKING:
    from commitments.people.models.designation import Designation


class UserManager(BaseUserManager["User"]):
    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Return a new person; `password=None` makes an account without a usable password."""
        if not email:
            raise ValueError("A person needs an email address.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Return a new secretariat administrator (for `manage.py createsuperuser`)."""
        fields |= {"secretariat_role": User.SecretariatRole.ADMINISTRATOR, "is_superuser": True}
        return self.create_user(email, password, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").strip().lower())

    def visible_to(self, person: User | AnonymousUser) -> models.QuerySet[User]:
        """Return the people whom a person may see.

        The secretariat sees everybody but the system account; others see themselves.
        """
        people = self.filter(is_system=False)
        if isinstance(person, User) and person.is_active and person.secretariat_role:
            return people
        return people.filter(pk=person.pk) if person.pk is not None else self.none()

    def in_state(self, state: str) -> models.QuerySet[User]:
        """Return the people whose `state` is this one."""
        unusable = Q(password="") | Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
        conditions = {
            User.State.INVITED: Q(is_active=True, invited_at__isnull=False),
            User.State.ACTIVE: Q(is_active=True, invited_at__isnull=True),
            User.State.SUSPENDED: Q(is_active=False) & ~unusable,
            User.State.CLOSED: Q(is_active=False) & unusable,
        }
        return self.filter(conditions[User.State(state)])

    def system(self) -> User:
        """Return the account that enters the shipped record; it can never sign in."""
        user, _created = self.get_or_create(
            email="system@tracker.invalid",
            defaults={"full_name": "Tracker (system account)", "is_system": True},
        )
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person, or the system account that enters the shipped record."""

    audited_as = "person"

    class SecretariatRole(models.TextChoices):
        NONE = "", _("None")
        OFFICER = "officer", _("Secretariat officer")
        ADMINISTRATOR = "administrator", _("Secretariat administrator")

    class State(models.TextChoices):
        INVITED = "invited", pgettext_lazy("person", "Invited")
        ACTIVE = "active", pgettext_lazy("person", "Active")
        SUSPENDED = "suspended", pgettext_lazy("person", "Suspended")
        CLOSED = "closed", pgettext_lazy("person", "Closed")

    email = models.EmailField(_("e-mail address"), unique=True)
    full_name = models.CharField(_("full name"), max_length=200, blank=True)
    secretariat_role = models.CharField(
        _("secretariat role"),
        max_length=20,
        blank=True,
        choices=SecretariatRole,
        default=SecretariatRole.NONE,
    )
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.EN)
    is_active = models.BooleanField(_("active"), default=True)
    is_system = models.BooleanField(_("system account"), default=False, editable=False)
    sample = models.BooleanField(_("sample data"), default=False, editable=False)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    # When the link of an open invitation became valid.
    invited_at = models.DateTimeField(_("invited"), null=True, blank=True, editable=False)
    # The last suspension: sessions begun before it stay ended when the person is restored.
    suspended_at = models.DateTimeField(_("suspended"), null=True, blank=True, editable=False)

    # The result of `commitments.people.rules.permissions.roles_of`, stored for the day.
    roles_today: object = None

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["email"]
        constraints = [
            check("user_email_lower_case", Q(email=Lower("email"))),
            check(
                "user_secretariat_role_valid",
                Q(secretariat_role__in=["", "officer", "administrator"]),
            ),
            check("user_language_valid", Q(language__in=Language.values)),
            check("user_invited_is_active", Q(invited_at__isnull=True) | Q(is_active=True)),
        ]

    def __str__(self) -> str:
        return self.full_name or self.email

    def clean(self) -> None:
        super().clean()
        self.email = self.email.strip().lower()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """Return what each session of this person must contain; a suspension changes it."""
        digest = super()._get_session_auth_hash(secret)  # type: ignore[misc]  # not in the stubs
        return digest if self.suspended_at is None else f"{digest}-{self.suspended_at.timestamp()}"

    @property
    def state(self) -> State:
        """The state of the account; `in_state` is the same as a filter."""
        if not self.is_active:
            joined = self.password != "" and self.has_usable_password()
            return self.State.SUSPENDED if joined else self.State.CLOSED
        return self.State.INVITED if self.invited_at else self.State.ACTIVE

    @property
    def designations_now(self) -> models.QuerySet[Designation]:
        """The person's designations in force, with their parties."""
        return self.designations.current(timezone.now()).select_related("party")

    @property
    def is_staff(self) -> bool:
        """Whether the person may enter the administration (of the catalogue and of people)."""
        return self.is_active and self.secretariat_role == self.SecretariatRole.ADMINISTRATOR
