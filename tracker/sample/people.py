"""The sample sign-ins, and one author for every other party."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.conf import settings
from django.contrib.auth.hashers import make_password

from commitments.models import Designation, Party, User

DOCUMENT = "Sample designation"
SINCE = date(2011, 7, 1)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who writes and who reviews in the sample."""

    administrator: User
    officer: User
    contributor_slv: User
    contributor_hnd: User
    authorities: dict[str, User]
    author: User

    def authority_of(self, party: str) -> User:
        """Return who submits for a party: its own sign-in, or the author where it has none."""
        return self.authorities.get(party, self.author)


def cast() -> Cast:
    """Return the sample people, and make those missing. Passwords are settings.SAMPLE_PASSWORD."""
    author, _created = User.objects.get_or_create(
        email="author@sample.invalid",
        defaults={"full_name": "Sample author", "sample": True, "is_active": False},
    )
    return Cast(
        administrator=_sign_in("admin@example.org", "Sample administrator", "administrator"),
        officer=_sign_in("officer@example.org", "Sample officer", "officer"),
        contributor_slv=_speaker("SLV", Designation.Capacity.CONTRIBUTOR, "es"),
        contributor_hnd=_speaker("HND", Designation.Capacity.CONTRIBUTOR, "es"),
        authorities={
            code: _speaker(code, Designation.Capacity.AUTHORITY, language)
            for code, language in (("SLV", "es"), ("HND", "es"), ("PC", "en"))
        },
        author=author,
    )


def _sign_in(email: str, name: str, role: str = "", language: str = "en") -> User:
    values = {"full_name": name, "secretariat_role": role, "language": language, "sample": True}
    user, _created = User.objects.get_or_create(
        email=email, defaults=values | {"password": _hashed_password}
    )
    # A purge may have closed it, or it has an earlier SAMPLE_PASSWORD.
    usable = user.is_active and user.check_password(settings.SAMPLE_PASSWORD)
    if user.sample and not usable:
        user.is_active = True
        user.password = _hashed_password()
        user.save(update_fields=["is_active", "password"])
    return user


@cache
def _hashed_password() -> str:
    """Return one hash for all of them: hashing is slow, and their password is no secret."""
    return make_password(settings.SAMPLE_PASSWORD)


def _speaker(code: str, capacity: str, language: str) -> User:
    email, name = f"{capacity}.{code.lower()}@example.org", f"Sample {capacity}, {code}"
    user = _sign_in(email, name, language=language)
    Designation.objects.get_or_create(
        user=user,
        party=Party.objects.get(code=code),
        capacity=capacity,
        valid_from=SINCE,
        defaults={"document": DOCUMENT, "sample": True},
    )
    return user
